import { z } from 'zod';
import { scenarioSchema } from './schema.js';

/** JSON Schema 2020-12 of the file, as it is written rather than as it is resolved: committed for editors to use. */
export function scenarioJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(scenarioSchema, { io: 'input' }) };
}

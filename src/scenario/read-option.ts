import type { z } from 'zod';
import type { ProblemList } from './problem-list.js';
import { show } from './validate.js';

/** What an option says, by the schema of the file; otherwise the value that stands there already. */
export function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  otherwise: z.output<Schema>,
  option: string,
  problems: ProblemList,
): z.output<Schema> {
  if (value === undefined) return otherwise;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const index = issue.path[0];
    const wrong = Array.isArray(value) && typeof index === 'number' ? value[index] : value;
    problems.add([option], `got ${show(wrong)}; expected ${issue.message}`);
  }
  return otherwise;
}

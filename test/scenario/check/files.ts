import { join } from 'node:path';
import { loadScenario, type Scenario } from '../../../src/scenario/index.js';
import { inFolder, scenarioErrorOf } from '../helpers.js';

const CODE = 'function: { code: code, handler: index.handler, runtime: nodejs24.x }\n';
const HANDLER = { 'code/index.mjs': 'export const handler = async () => ({});' };

/** A scenario file with these lines beside its function. */
export const scenarioOf = (yaml: string): Promise<Scenario> =>
  inFolder({ 'a.yaml': CODE + yaml, ...HANDLER }, (folder) => loadScenario(join(folder, 'a.yaml')));

/** All that is wrong with it. */
export async function problemsOf(yaml: string): Promise<readonly string[]> {
  const { problems } = await scenarioErrorOf(() => scenarioOf(yaml));
  return problems.map(({ field, message, hint }) => `${field}: ${message}${hint === undefined ? '' : ` (${hint})`}`);
}

import { join } from 'node:path';
import { type LoadOverrides, type LoadScenario, readLoadScenario } from '../../../src/scenario/index.js';
import { inFolder, scenarioErrorOf } from '../helpers.js';

export const CODE = 'function: { code: code, handler: index.handler, runtime: nodejs24.x }\n';
export const HANDLER = { 'code/index.mjs': 'export const handler = async () => ({});' };
export const POISSON = 'load: { kind: poisson, rate: 50/s, for: 60s }\n';

type Files = Readonly<Record<string, string>>;

/** A scenario file of this text, as `kelvin load` reads it. */
export const readText = (yaml: string, overrides: LoadOverrides = {}, files: Files = {}): Promise<LoadScenario> =>
  inFolder({ 'a-load.yaml': yaml, ...HANDLER, ...files }, (folder) =>
    readLoadScenario({ kind: 'file', path: join(folder, 'a-load.yaml') }, overrides),
  );

/** All that is wrong with it, without the folder it was in. */
export async function problemsOf(yaml: string, overrides: LoadOverrides = {}, files: Files = {}) {
  const { problems } = await scenarioErrorOf(() => readText(yaml, overrides, files));
  return problems.map(({ field, message, hint }) => {
    const text = `${field}: ${message.replace(/\/\S*kelvin-scenario-\w+/, '.')}`;
    return hint === undefined ? text : `${text} (${hint})`;
  });
}

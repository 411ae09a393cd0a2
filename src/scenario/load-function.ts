import { readScenarioFile } from './load.js';
import { ProblemList } from './problem-list.js';
import { resolveFunction } from './resolve-function.js';
import { keysAt } from './resolve-functions.js';
import type { Scenario } from './scenario.js';
import { validate } from './validate.js';

/**
 * The function of a scenario file alone, whatever the rest of it says: an older commit's may name payloads that are gone,
 * or keys of another Kelvin. Undefined where it has none. Whether its code is there is not asked. @throws ScenarioError when the function's section is at fault
 */
export async function loadFunction(path: string): Promise<Scenario['function'] | undefined> {
  const { value, place } = await readScenarioFile(path);
  const file = validate(value, new ProblemList());
  if (file?.function === undefined) return undefined;
  const key = ['function'];
  const problems = new ProblemList(path);
  const fn = await resolveFunction(file.function, keysAt(value, key), key, place.folder, problems, true);
  return problems.resultOrThrow(fn);
}

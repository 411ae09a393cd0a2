import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ProblemList } from './problem-list.js';
import { ScenarioError } from './problems.js';
import { placeOfFile, resolveScenario } from './resolve.js';
import type { Scenario } from './scenario.js';
import { readYaml } from './yaml-source.js';

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a folder',
  EACCES: 'may not be read',
};

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const message = `${WHY[code] ?? `cannot be read (${code})`}; expected a scenario in YAML`;
    throw new ScenarioError(path, [{ field: '', message }]);
  }
}

/**
 * Reads a scenario file, and all that it points to except the code.
 * @throws ScenarioError with every problem of the file at once.
 */
export async function loadScenario(path: string): Promise<Scenario> {
  const source = readYaml(await readText(path));
  const problems = new ProblemList(path, source.locate);
  for (const problem of source.problems) problems.addProblem(problem);
  if (!('value' in source)) return problems.resultOrThrow<Scenario>(undefined);
  return resolveScenario(source.value, placeOfFile(resolve(path)), problems);
}

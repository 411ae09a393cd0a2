import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ProblemList } from './problem-list.js';
import { ScenarioError } from './problems.js';
import { placeOfFile, resolveScenario, type ScenarioSource } from './resolve.js';
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

/** A scenario file as data, ready to be checked. The problems of its YAML are in the list. */
export async function readScenarioFile(path: string): Promise<ScenarioSource> {
  const source = readYaml(await readText(path));
  const problems = new ProblemList(path, source.locate);
  for (const problem of source.problems) problems.addProblem(problem);
  if (!('value' in source)) problems.resultOrThrow(undefined);
  return { value: source.value, place: placeOfFile(resolve(path)), problems };
}

/**
 * Reads a scenario file, and all that it points to except the code.
 * @throws ScenarioError with every problem of the file at once.
 */
export const loadScenario = async (path: string): Promise<Scenario> => resolveScenario(await readScenarioFile(path));

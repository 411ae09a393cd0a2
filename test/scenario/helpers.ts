import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ScenarioError } from '../../src/scenario/index.js';

/** The repository: tests run from dist/test/scenario. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const SCENARIOS = join(ROOT, 'scenarios');

/** Strict, but for two keywords that the format needs: keys named apart from `properties`, and numbers or texts. */
export const AJV = { strict: true, strictRequired: false, allowUnionTypes: true };

/** Runs a test in a folder with these files, which goes when the test is done. */
export async function inFolder<T>(
  files: Readonly<Record<string, string>>,
  run: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kelvin-scenario-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text, { mode: name.endsWith('bootstrap') ? 0o755 : 0o644 });
    }
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The error that an action ends with; a test that expects one fails without it. */
export async function scenarioErrorOf(action: () => unknown): Promise<ScenarioError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof ScenarioError) return error;
    throw error;
  }
  throw new Error('expected a ScenarioError');
}

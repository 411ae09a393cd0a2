import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../command-error.js';

const RECORDING = 'recording.jsonl';
/** Folders below a named one; `reports/` has them one below, a CI's artifacts two or three. */
const DEEPEST = 4;

/**
 * The recordings that files and folders stand for, each once, in the order they were named. A folder is that of one run, or
 * one above many.
 * @throws AggregateError of everything that is not there
 */
export function findRecordings(named: readonly string[]): readonly string[] {
  const problems: CommandError[] = [];
  const found = named.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) {
      problems.push(new CommandError(`${path}: there is no such file or folder`, HINT));
      return [];
    }
    if (!stat.isDirectory()) return [path];
    const below = recordingsBelow(path, DEEPEST);
    if (below.length === 0) problems.push(new CommandError(`${path}: there is no ${RECORDING} in it or below`, HINT));
    return below;
  });
  if (problems.length > 1) throw new AggregateError(problems);
  const [problem] = problems;
  if (problem !== undefined) throw problem;
  return [...new Set(found)];
}

const HINT = 'name recordings, or the folders that "kelvin check", "kelvin tune" or "kelvin baseline save" have left';

function recordingsBelow(folder: string, depth: number): readonly string[] {
  const own = join(folder, RECORDING);
  if (existsSync(own)) return [own];
  if (depth === 0) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(({ name }) => name)
    .sort()
    .flatMap((name) => recordingsBelow(join(folder, name), depth - 1));
}

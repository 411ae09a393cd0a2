import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../command-error.js';

const RECORDING = 'recording.jsonl';
/** Folders below a named one; `reports/` has them one below, a CI's artifacts two or three. */
const DEEPEST = 4;

/**
 * The recordings that files and folders stand for, each once, in the order they were named. A folder is that of one run, or
 * one above many; a baseline that was kept under a name of its own ends in `.jsonl`.
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
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isFile()) return entry.name.endsWith('.jsonl') && isRecording(path) ? [path] : [];
      const isSearched = entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules';
      return isSearched && depth > 0 ? recordingsBelow(path, depth - 1) : [];
    });
}

/** As every writer begins one. Baselines lie beside each other under names of their own. */
const BEGINNING = '{"type":"header"';

function isRecording(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const first = Buffer.alloc(BEGINNING.length);
    readSync(file, first);
    return first.toString() === BEGINNING;
  } finally {
    closeSync(file);
  }
}

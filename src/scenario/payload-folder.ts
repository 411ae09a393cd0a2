import { readdir } from 'node:fs/promises';
import type { ProblemList } from './problem-list.js';
import type { FieldPath } from './problems.js';

/** Each has its own name in the recording's first line, and its turn in a run: nobody means more. */
const MOST_FILES = 1000;

/** The payload files of a folder, by name in order; none where that is a problem. */
export async function filesIn(folder: string, path: FieldPath, problems: ProblemList): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? `no such folder: ${folder}` : `cannot be read: ${error.message}`;
    problems.add(path, `${why}; expected a folder of JSON files`);
  });
  if (names === undefined) return [];
  const files = names.filter((name) => name.endsWith('.json') && !name.startsWith('.')).sort();
  if (files.length > 0 && files.length <= MOST_FILES) return files;
  problems.add(path, files.length === 0 ? 'has no .json file; expected at least one' : tooMany(files.length));
  return [];
}

const tooMany = (count: number): string =>
  `has ${count.toLocaleString('en-US')} .json files; expected at most ${MOST_FILES.toLocaleString('en-US')}`;

import { constants, existsSync } from 'node:fs';
import { copyFile, lstat, mkdir, readlink, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newFiles } from './changes.js';
import { git, listed } from './git.js';

/** Files under way at once: as many as Node.js has threads for them. */
const WORKERS = 4;

/**
 * Copies the working tree as git sees it: what it tracks and what is new, as it lies there, and nothing that it ignores. A
 * commit has none of that either, and what tests and editors leave behind would make the two differ (Python's __pycache__
 * makes a cold start faster).
 */
export async function exportTree(root: string, into: string, signal: AbortSignal): Promise<void> {
  await mkdir(into, { recursive: true });
  const tracked = listed(await git(root, ['ls-files', '-z', '--cached'], { signal }));
  // A file in conflict is listed once for each side of it.
  const paths = new Set([...tracked, ...(await newFiles(root, signal))]).values();
  const work = async (): Promise<void> => {
    for (const path of paths) {
      signal.throwIfAborted();
      await copy(join(root, path), join(into, path), signal);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
}

async function copy(from: string, to: string, signal: AbortSignal): Promise<void> {
  const found = await lstat(from).catch(() => undefined);
  // Deleted, and not committed so yet.
  if (found === undefined) return;
  await mkdir(dirname(to), { recursive: true });
  if (found.isSymbolicLink()) await symlink(await readlink(from), to);
  else if (found.isFile()) await copyFile(from, to, constants.COPYFILE_FICLONE);
  else if (found.isDirectory() && existsSync(join(from, '.git'))) await exportTree(from, to, signal);
}

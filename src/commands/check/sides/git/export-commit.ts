import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError, git, listed } from './git.js';

/**
 * Writes the files of a commit into an empty folder, by an index of its own beside it. Nothing of the user's repository is
 * touched: `git worktree add` writes into .git and leaves that there when it is killed, and `git archive` leaves out what
 * `export-ignore` names. Submodules come along at the commit that is asked of them, where they are here.
 * @returns paths of the submodules that are not
 */
export async function exportCommit(
  root: string,
  commit: string,
  into: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const { path, commit: wanted } of await exportFiles(root, commit, into, signal)) {
    const inside = join(root, path);
    const found = existsSync(join(inside, '.git'))
      ? await exportCommit(inside, wanted, join(into, path), signal).catch((error: unknown) => {
          if (error instanceof GitError) return [''];
          throw error;
        })
      : [''];
    missing.push(...found.map((it) => join(path, it)));
  }
  return missing;
}

interface Submodule {
  readonly path: string;
  readonly commit: string;
}

/** All but what is in its submodules, which it gives back. */
async function exportFiles(
  root: string,
  commit: string,
  into: string,
  signal: AbortSignal,
): Promise<readonly Submodule[]> {
  const index = `${into}.kelvin-index`;
  const options = { index, signal };
  await mkdir(into, { recursive: true });
  try {
    await git(root, ['read-tree', commit], options);
    await git(root, ['checkout-index', '--all', '--force', `--prefix=${into}/`], options);
    return submodulesOf(await git(root, ['ls-files', '-s', '-z'], options));
  } finally {
    await rm(index, { force: true });
  }
}

/** Mode, hash, stage, a tabulator and the path; a submodule has a mode of its own. */
const submodulesOf = (index: string): readonly Submodule[] =>
  listed(index).flatMap((line) => {
    const match = /^160000 ([0-9a-f]+) \d\t(.*)$/s.exec(line);
    return match?.[1] === undefined || match[2] === undefined ? [] : [{ commit: match[1], path: match[2] }];
  });

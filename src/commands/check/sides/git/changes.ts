import { dirname } from 'node:path';
import { git, listed } from './git.js';

/**
 * Files that git knows nothing of and does not ignore; without what runs of Kelvin have left there, which would grow with
 * every one where the code is packed from the top of the repository.
 */
export async function newFiles(root: string, signal?: AbortSignal): Promise<readonly string[]> {
  const args = ['ls-files', '-z', '--others', '--exclude-standard'];
  const paths = listed(await git(root, args, signal === undefined ? {} : { signal }));
  const runs = paths.filter((it) => /(^|\/)recording\.jsonl$/.test(it)).map((it) => `${dirname(it)}/`);
  return paths.filter((path) => !runs.some((it) => path.startsWith(it)));
}

/** Whether files differ from the commit that is checked out; new ones count. */
export async function isDirty(root: string): Promise<boolean> {
  const known = await git(root, ['status', '--porcelain', '--untracked-files=no']);
  return known !== '' || (await newFiles(root)).length > 0;
}

import { git, listed } from './git.js';

/** What git ignores in a working tree, relative to its root; of a folder that is ignored as a whole only its own name. */
export async function ignoredIn(root: string, signal: AbortSignal): Promise<readonly string[]> {
  const args = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];
  return listed(await git(root, args, { signal })).map((it) => it.replace(/\/$/, ''));
}

/** What is left behind by tools, or is the machine's own: no function needs it. */
const OF_NO_USE =
  /(^|\/)(__pycache__|\.DS_Store|Thumbs\.db|\.env(\.[^/]*)?|\.[a-z]+_cache|\.cache|\.venv|venv|coverage|\.nyc_output|\.idea|\.vscode|reports|node_modules)$|\.(pyc|log|swp|tsbuildinfo)$/;

export const mayBeNeeded = (path: string): boolean => !OF_NO_USE.test(path);

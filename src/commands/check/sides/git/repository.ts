import { didYouMean } from '../../../../spelling/index.js';
import { CommandError } from '../../../command-error.js';
import { asked } from './git.js';

export interface Commit {
  /** Its full hash. */
  readonly commit: string;
  /** First line of its message. */
  readonly subject: string;
}

/** The root of the working tree that holds a folder; undefined outside of any. */
export const repositoryOf = (folder: string): Promise<string | undefined> =>
  asked(folder, 'rev-parse', '--show-toplevel');

/** What a branch, a tag, a hash or any other word of git's names; undefined where it names no commit. */
export async function commitOf(root: string, ref: string): Promise<Commit | undefined> {
  const commit = await asked(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  if (commit === undefined) return undefined;
  const subject = await asked(root, 'log', '-1', '--format=%s', commit);
  // A partial clone may know a commit's hash alone.
  if (subject === undefined) throw missing(ref, commit, await isShallow(root));
  return { commit, subject };
}

const missing = (ref: string, commit: string, shallow: boolean): CommandError =>
  new CommandError(
    `${ref} is ${commit.slice(0, 12)}, which this clone does not hold`,
    shallow ? DEEPEN : `git fetch origin ${commit}`,
  );

/** What CI systems fetch unless they are told otherwise. */
export const DEEPEN =
  'this clone is shallow: fetch more of it, with "fetch-depth: 0" (actions/checkout), GIT_DEPTH: 0 (GitLab) or git fetch --unshallow';

export const isShallow = async (root: string): Promise<boolean> =>
  (await asked(root, 'rev-parse', '--is-shallow-repository')) === 'true';

/** The commit that is checked out; undefined before the first one. */
export const headOf = (root: string): Promise<Commit | undefined> => commitOf(root, 'HEAD');

/** What to try instead of a word that names nothing here. */
export async function refHint(root: string, ref: string): Promise<string> {
  const names = (await asked(root, 'for-each-ref', '--format=%(refname:short)')) ?? '';
  const near = didYouMean(ref, names.split('\n'));
  if (near !== undefined) return near;
  if (await isShallow(root)) return DEEPEN;
  return /^[^/]+\/./.test(ref)
    ? `git fetch brings it, if it is there; git branch --all lists what is here`
    : 'git branch --all and git tag list what is here';
}

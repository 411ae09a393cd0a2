import { CommandError } from '../../../command-error.js';
import { isDirty } from './changes.js';
import { asked } from './git.js';
import { type Commit, commitOf, DEEPEN, headOf, isShallow } from './repository.js';

export interface FoundBase extends Commit {
  /** As it is told: `main`, or `HEAD~1`. */
  readonly ref: string;
  readonly isMergeBase: boolean;
}

/** The branch that a pull or merge request is to go into, where a CI system says so. */
const TARGETS = ['GITHUB_BASE_REF', 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME', 'BITBUCKET_PR_DESTINATION_BRANCH'];

/**
 * What a change is compared with where nobody says: the commit at which it left the default branch. On that branch itself,
 * with nothing changed since, it is the commit before. @throws CommandError where there is none
 */
export async function defaultBase(root: string, env: NodeJS.ProcessEnv): Promise<FoundBase> {
  const head = await headOf(root);
  if (head === undefined) throw nothing('this repository has no commit yet', 'commit first, or name --base');
  const branch = await defaultBranch(root, env);
  if (branch === undefined) {
    const why = 'there is no default branch to compare with: neither origin/HEAD nor main nor master is here';
    throw nothing(why, (await isShallow(root)) ? DEEPEN : 'name --base, or git remote set-head origin --auto');
  }
  const found = await asked(root, 'merge-base', 'HEAD', branch);
  if (found === undefined) {
    throw nothing(`HEAD and ${branch} have no commit in common here`, (await isShallow(root)) ? DEEPEN : 'name --base');
  }
  if (found === head.commit && !(await isDirty(root))) return before(root, branch);
  const base = await commitOf(root, found);
  if (base === undefined) throw new Error('git has found a commit that it does not know');
  return { ...base, ref: branch, isMergeBase: true };
}

/** Another branch in its place would be compared with something else, and nobody told. */
async function targetBranch(root: string, target: string): Promise<string> {
  for (const name of [`origin/${target}`, target]) {
    if ((await commitOf(root, name)) !== undefined) return name;
  }
  throw nothing(
    `this change is to go into ${target}, and that branch is not here`,
    (await isShallow(root)) ? DEEPEN : `git fetch origin ${target}`,
  );
}

async function before(root: string, branch: string): Promise<FoundBase> {
  const previous = await commitOf(root, 'HEAD~1');
  if (previous !== undefined) return { ...previous, ref: 'HEAD~1', isMergeBase: false };
  throw nothing(
    `nothing differs from ${branch}, and there is no commit before HEAD here`,
    (await isShallow(root)) ? DEEPEN : 'change something, name --base, or measure the noise with --self',
  );
}

async function defaultBranch(root: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const target = TARGETS.map((name) => env[name]).find((it) => it !== undefined && it !== '');
  if (target !== undefined) return targetBranch(root, target);
  const remote = await asked(root, 'rev-parse', '--abbrev-ref', 'origin/HEAD');
  const usual = ['origin/main', 'origin/master', 'main', 'master'];
  for (const name of [...(remote === undefined ? [] : [remote]), ...usual]) {
    if ((await commitOf(root, name)) !== undefined) return name;
  }
  return undefined;
}

const nothing = (problem: string, hint: string): CommandError => new CommandError(problem, hint);

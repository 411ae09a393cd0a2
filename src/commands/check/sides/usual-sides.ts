import type { Scenario } from '../../../scenario/index.js';
import { CommandError } from '../../command-error.js';
import type { SourceContext } from './find-source.js';
import { isDirty } from './git/changes.js';
import { defaultBase } from './git/default-base.js';
import { headOf } from './git/repository.js';
import type { MeasuredSource } from './source.js';

/** What is new where nobody says: the function of the scenario as it is now, else the working tree. */
export async function usualHead({ function: fn }: Scenario, { root }: SourceContext): Promise<MeasuredSource> {
  if (fn.kind === 'existing') {
    const { name, qualifier } = fn;
    return { kind: 'function', name, ...(qualifier === undefined ? {} : { qualifier }) };
  }
  if (root === undefined) return { kind: 'working-tree' };
  const head = await headOf(root);
  const commit = head === undefined ? {} : { commit: head.commit };
  return { kind: 'working-tree', git: { root, isDirty: await isDirty(root), ...commit } };
}

/** What it is compared with. @throws CommandError where nothing can be found */
export async function usualBase(
  { function: fn }: Scenario,
  { root, folder, trouble }: SourceContext,
  env: NodeJS.ProcessEnv,
): Promise<MeasuredSource> {
  if (fn.kind === 'existing') {
    throw new CommandError(
      'a function has no commit to be compared with',
      'name a version or an alias of it, or another function, such as --base function:my-function:live',
    );
  }
  if (trouble !== undefined) throw trouble;
  if (root === undefined) {
    throw new CommandError(`${folder} is in no git repository, so there is no base`, 'name it with --base');
  }
  const { isMergeBase, ...found } = await defaultBase(root, env);
  return { kind: 'git', root, ...found, ...(isMergeBase ? { isMergeBase } : {}) };
}

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Scenario, withOverrides } from '../../../scenario/index.js';
import type { RawOptions } from '../../command.js';
import { CommandError } from '../../command-error.js';
import { architecturesOf, baseOverrides, namedScenario, text } from '../../scenario-from-options.js';
import { findSource, type SourceContext } from './find-source.js';
import { defaultBase } from './git/default-base.js';
import { headOf, isDirty, repositoryOf } from './git/repository.js';
import type { Source } from './source.js';

/** What a check was asked to compare. */
export interface AskedSides {
  readonly base: Source;
  readonly head: Source;
  /** One function against itself: base and head are the same. */
  readonly isSelf: boolean;
  /** Of the head, with what the command line says instead. */
  readonly scenario: Scenario;
}

const NOTHING_NAMED = {
  problem: 'there is nothing to check',
  hint: 'name a scenario (scenarios/cpu-bound.yaml), a handler file, or --function',
};

/** Where a scenario is looked for that is not named. */
const USUAL_FILES = ['kelvin.yaml', 'kelvin.yml'];

/** Finds what a command line means by --base and --head. @throws CommandError, ScenarioError where it means nothing */
export async function askedSides(
  argument: string | undefined,
  options: RawOptions,
  env: NodeJS.ProcessEnv,
): Promise<AskedSides> {
  const isSelf = options.self === true;
  if (isSelf && options.base !== undefined) {
    throw new CommandError('both --self and --base are given', 'leave one of them out');
  }
  const usual = argument ?? (options.function === undefined ? USUAL_FILES.find((it) => existsSync(it)) : undefined);
  const scenario = await namedScenario(usual ?? '.', options, NOTHING_NAMED);
  const folder = folderOf(scenario);
  const root = await repositoryOf(folder);
  const context: SourceContext = { folder, ...(root === undefined ? {} : { root }) };
  const head = await headSource(text(options.head), context);
  const base = isSelf ? head : await baseSource(text(options.base), context, env);
  const overrides = { ...(await baseOverrides(options)), architectures: architecturesOf(options) };
  return { base, head, isSelf, scenario: withOverrides(scenario, overrides) };
}

function folderOf({ file, function: fn }: Scenario): string {
  if (file !== undefined) return dirname(file);
  return fn.kind === 'code' ? fn.folder : process.cwd();
}

async function headSource(typed: string | undefined, context: SourceContext): Promise<Source> {
  if (typed !== undefined) return findSource('--head', typed, context);
  const { root } = context;
  if (root === undefined) return { kind: 'working-tree' };
  const head = await headOf(root);
  const git = { root, isDirty: await isDirty(root), ...(head === undefined ? {} : { commit: head.commit }) };
  return { kind: 'working-tree', git };
}

async function baseSource(typed: string | undefined, context: SourceContext, env: NodeJS.ProcessEnv): Promise<Source> {
  if (typed !== undefined) return findSource('--base', typed, context);
  const { root, folder } = context;
  if (root === undefined) {
    throw new CommandError(`${folder} is in no git repository, so there is no base`, 'name it with --base');
  }
  const { isMergeBase, ...found } = await defaultBase(root, env);
  return { kind: 'git', root, ...found, ...(isMergeBase ? { isMergeBase } : {}) };
}

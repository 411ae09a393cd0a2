import { dirname } from 'node:path';
import { type Scenario, withOverrides } from '../../../scenario/index.js';
import type { RawOptions } from '../../command.js';
import { CommandError } from '../../command-error.js';
import { architecturesOf, baseOverrides, invokeWayOf, text } from '../../scenario-from-options.js';
import { findSource, type SourceContext } from './find-source.js';
import { repositoryOf } from './git/repository.js';
import { impliedScenario, scenarioNamed } from './implied-scenario.js';
import type { MeasuredSource, Source } from './source.js';
import { usualBase, usualHead } from './usual-sides.js';

/** What a check was asked to compare. */
export interface AskedSides {
  readonly base: Source;
  readonly head: MeasuredSource;
  /** One function against itself: base and head are the same. */
  readonly isSelf: boolean;
  /** Whether the command line names memory sizes. */
  readonly isMemoryNamed: boolean;
  /** Of the head, with what the command line says instead. */
  readonly scenario: Scenario;
}

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
  const named = await scenarioNamed(argument, options);
  const context = await contextOf(named);
  const [typedBase, typedHead] = [
    await typed('--base', options.base, context),
    await typed('--head', options.head, context),
  ];
  const scenario = named ?? (await impliedScenario(typedBase, typedHead));
  const head = typedHead ?? (await usualHead(scenario, context));
  if (head.kind === 'recording') {
    throw new CommandError('a recording cannot be the head: it is measured now', 'name it with --base');
  }
  const base = isSelf ? head : (typedBase ?? (await usualBase(scenario, context, env)));
  const isMemoryNamed = options.memory !== undefined;
  return { base, head, isSelf, isMemoryNamed, scenario: withOverrides(scenario, await overridesOf(options)) };
}

const overridesOf = async (options: RawOptions) => ({
  ...(await baseOverrides(options)),
  architectures: architecturesOf(options),
  coldShare: text(options.coldShare),
  invoke: invokeWayOf(options),
});

const typed = (flag: string, value: RawOptions[string], context: SourceContext): Promise<Source | undefined> =>
  typeof value === 'string' ? findSource(flag, value, context) : Promise.resolve(undefined);

async function contextOf(scenario: Scenario | undefined): Promise<SourceContext> {
  const folder = folderOf(scenario);
  return {
    folder,
    ...(await repositoryPart(folder)),
    ...(scenario?.function.kind === 'existing' ? { functionName: scenario.function.name } : {}),
  };
}

async function repositoryPart(folder: string): Promise<Pick<SourceContext, 'root' | 'trouble'>> {
  try {
    const root = await repositoryOf(folder);
    return root === undefined ? {} : { root };
  } catch (error) {
    if (error instanceof CommandError) return { trouble: error };
    throw error;
  }
}

function folderOf(scenario: Scenario | undefined): string {
  if (scenario?.file !== undefined) return dirname(scenario.file);
  return scenario?.function.kind === 'code' ? scenario.function.folder : process.cwd();
}

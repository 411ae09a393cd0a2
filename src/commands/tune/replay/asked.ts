import type { ReadOptions, ReplayObjective } from '../../../explore/index.js';
import { COLUMN_ROLES, POLICIES } from '../../../explore/index.js';
import {
  DEFAULT_REGRET,
  describeStrategy,
  type ExplorationGoal,
  parseShare,
  type Scenario,
} from '../../../scenario/index.js';
import { didYouMean } from '../../../spelling/index.js';
import type { Ratio } from '../../../units/index.js';
import type { RawOptions } from '../../command.js';
import { CommandError } from '../../command-error.js';
import { WHOLE } from '../../price/values.js';
import { scenarioFromOptions, text } from '../../scenario-from-options.js';
import { REPLAY_OPTION_NAMES } from './refuse.js';

/** What a replay was asked for, all of it checked. */
export interface AskedReplay {
  readonly file: string;
  readonly objective: ReplayObjective;
  readonly goal: ExplorationGoal;
  readonly read: ReadOptions;
  readonly policies: readonly string[];
  readonly repetitions: number;
  readonly worst: number;
  /** How single invocations lie about a mean, where the user says it. */
  readonly noiseRatio: Ratio | undefined;
}

/** What a replay has besides its own options, by the names that commander gives them. */
const SHARED = new Set(
  'memory arch regret confidence budget maxInvocations strategy within maxDuration ofAllStarts monthly coldShare region prices json seed'.split(
    ' ',
  ),
);

/** @throws CommandError, or ScenarioError for what a run would refuse too */
export async function askedReplay(argument: string | undefined, options: RawOptions): Promise<AskedReplay> {
  if (argument !== undefined) {
    throw new CommandError(`--replay runs nothing, and ${argument} is given`, 'leave one of them out');
  }
  const stray = Object.keys(options).find(
    (name) => !REPLAY_OPTION_NAMES.has(name) && !SHARED.has(name) && name !== 'tui',
  );
  if (stray !== undefined) {
    const flag = `--${stray.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new CommandError(`${flag} says nothing of a replay`, 'leave it out: recorded durations are all there is');
  }
  const scenario = await scenarioFromOptions(undefined, forScenario(options), NOTHING);
  const { strategy, coldShareRatio, exploration } = scenario;
  if (exploration === undefined) throw new Error('a scenario without invocations explores');
  const noise = shareOf('--noise', options.noise);
  return {
    file: String(options.replay),
    objective: { name: describeStrategy(strategy), strategy, coldShareRatio },
    goal: exploration,
    read: {
      cvRatio: noise,
      columns: columnNames(options.columns),
      coldStarts: coldShareRatio > 0,
      bothArchitectures: options.arch === 'both',
      isCandidate: candidates(scenario, options),
    },
    policies: policyNames(options.policies),
    repetitions: Math.max(1, whole('--repetitions', options.repetitions) ?? REPETITIONS),
    worst: whole('--worst', options.worst) ?? 0,
    noiseRatio: noise,
  };
}

const REPETITIONS = 10;
const NOTHING = { problem: 'there is nothing to replay', hint: 'name a CSV file' };

/** As a run reads them; a regret makes it one that explores. */
const forScenario = (options: RawOptions): RawOptions => ({
  regret: DEFAULT_REGRET,
  ...Object.fromEntries(Object.entries(options).filter(([name]) => SHARED.has(name))),
  function: 'recorded',
});

/** Without `--memory` and `--arch` all that the file has. */
function candidates({ memorySizesMB, architectures, exploration }: Scenario, options: RawOptions) {
  const { rangeMB } = exploration ?? {};
  const isListed = (size: number): boolean =>
    rangeMB === undefined ? memorySizesMB.some((it) => it === size) : size >= rangeMB.low && size <= rangeMB.high;
  return (size: number, architecture: string): boolean =>
    (options.memory === undefined || isListed(size)) &&
    (options.arch === undefined || architectures.some((it) => it === architecture));
}

function shareOf(flag: string, typed: string | boolean | undefined): Ratio | undefined {
  const value = text(typed);
  const share = value === undefined ? undefined : parseShare(value);
  if (value === undefined || share !== undefined) return share;
  throw new CommandError(`${flag} ${value} is no share`, 'a percentage, such as 5%');
}

function whole(flag: string, typed: string | boolean | undefined): number | undefined {
  const value = text(typed);
  const number = value === undefined ? undefined : WHOLE.parse(value);
  if (value === undefined || (number !== undefined && number >= 0)) return number;
  throw new CommandError(`${flag} ${value} is no count`, WHOLE.expected);
}

function policyNames(typed: string | boolean | undefined): readonly string[] {
  const known = Object.keys(POLICIES);
  const names = text(typed)
    ?.split(',')
    .map((name) => name.trim());
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown === undefined) return names ?? known;
  throw new CommandError(
    `there is no policy ${unknown}`,
    didYouMean(unknown, known) ?? `there are ${known.join(', ')}`,
  );
}

function columnNames(typed: string | boolean | undefined): ReadonlyMap<string, string> {
  const pairs = (text(typed) ?? '').split(',').filter((pair) => pair.trim() !== '');
  return new Map(
    pairs.map((pair) => {
      const [role = '', name = ''] = pair.split(/=(.*)/s).map((it) => it.trim());
      if (COLUMN_ROLES.includes(role) && name !== '') return [role, name];
      const hint = `${COLUMN_ROLES.join(', ')}, each with the name of a column, such as memory=SIZE`;
      throw new CommandError(`--columns: "${pair}" names no column`, hint);
    }),
  );
}

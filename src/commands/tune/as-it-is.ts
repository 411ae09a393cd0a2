import type { Scenario } from '../../scenario/index.js';
import { isOnManagedInstances } from '../../target/index.js';
import { formatMegabytes, megabytes } from '../../units/index.js';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { nothingIsMade, refuseOtherSizes } from '../refuse-read-only.js';
import type { OpenTarget } from './open-target.js';

/** Before anything is opened. @throws CommandError for what cannot be done by reading and invoking alone */
export function checkReadOnly(scenario: Scenario, options: RawOptions): void {
  const { function: fn } = scenario;
  if (options.readOnly !== true) return;
  refuseLimits(scenario);
  if (fn.kind !== 'existing') throw nothingIsMade('measured');
  refuseOtherSizes(options, 'measures the function');
}

/**
 * The scenario of a function that is measured as it is: at its one size, so often as was asked for. Nothing is chosen, and
 * so nothing is explored.
 */
export function scenarioAsItIs(
  { configuration }: Pick<OpenTarget, 'configuration'>,
  { exploration: _, ...scenario }: Scenario,
  say: (line: string) => void,
): Scenario {
  refuseLimits(scenario);
  const size = megabytes(configuration.MemorySize ?? 128);
  const why = isOnManagedInstances(configuration) ? 'it runs on Managed Instances' : '--read-only';
  say(
    `nothing is changed (${why}): measured at ${formatMegabytes(size)}, the size it has, beside whatever else invokes it; ` +
      'an invocation is cold where it happens to be, and no other size can be recommended',
  );
  const { cold, warm } = scenario.invocations;
  // Of one visit: no further one would begin in new execution environments, so none can be meant to start cold.
  return { ...scenario, memorySizesMB: [size], invocations: { cold: 1, warm: Math.max(0, cold - 1) + warm } };
}

const LIMITS = { maxInvocations: '--max-invocations', budgetUsd: '--budget', maxTimeMs: '--max-time' } as const;

/** They end a choice between sizes. A number of invocations is made, and would run past them. */
function refuseLimits({ asked: { goal = {} } }: Pick<Scenario, 'asked'>): void {
  const given = Object.entries(LIMITS).find(([limit]) => limit in goal);
  if (given === undefined) return;
  throw new CommandError(
    `${given[1]} limits a choice between memory sizes, and the function is measured as it is, at one`,
    'leave it out, of the scenario too, and say how many invocations are made with --cold and --warm',
  );
}

import type { Scenario } from '../../scenario/index.js';
import { isOnManagedInstances } from '../../target/index.js';
import { formatMegabytes, megabytes } from '../../units/index.js';
import type { RawOptions } from '../command.js';
import { nothingIsMade, refuseOtherSizes } from '../refuse-read-only.js';
import type { OpenTarget } from './open-target.js';

/** Before anything is opened. @throws CommandError for what cannot be done by reading and invoking alone */
export function checkReadOnly({ function: fn }: Scenario, options: RawOptions): void {
  if (options.readOnly !== true) return;
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

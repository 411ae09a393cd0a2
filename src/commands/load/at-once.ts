import type { LoadScenario, Phase } from '../../scenario/index.js';
import type { Connection } from '../../target/index.js';
import { cautionOf } from '../caution.js';
import type { RawOptions } from '../command.js';
import { checkAtOnce, concurrencyText, type MaxConcurrency, maxConcurrencyOf } from '../quotas/max-concurrency.js';
import type { Bounds } from './bounds.js';
import type { LoadedFunction } from './open-load.js';

/** Bounds of a load that keeps to what may be under way at once, and what the user is told of it. */
export interface AtOnce {
  readonly bounds: Bounds;
  readonly notes: readonly string[];
}

/**
 * A phase that sends so many at once in any case is refused where that is more than may be; one whose requests are as many
 * at once as they take long is held to it, and what is due beyond is dropped and counted.
 * @throws CommandError
 */
export async function atOnceOf(
  { load }: LoadScenario,
  functions: readonly LoadedFunction[],
  connection: Connection | undefined,
  bounds: Bounds,
  options: RawOptions,
): Promise<AtOnce> {
  const { maxConcurrency } = cautionOf(options);
  const most =
    connection === undefined
      ? named(maxConcurrency)
      : await maxConcurrencyOf(
          maxConcurrency,
          connection,
          functions.flatMap((it) => it.configuration.FunctionName ?? []),
        );
  if (most === undefined) return { bounds, notes: [] };
  for (const phase of load.phases) checkAtOnce(leastAtOnce(phase), `the phase ${phase.name}`, most);
  if (bounds.maxOpen <= most.atOnce) return { bounds, notes: [] };
  return {
    bounds: { ...bounds, maxOpen: most.atOnce },
    notes: [`${concurrencyText(most)}: what is due beyond is dropped and counted; --max-concurrency allows more`],
  };
}

const named = (atOnce: number | undefined): MaxConcurrency | undefined =>
  atOnce === undefined ? undefined : { atOnce, why: 'as --max-concurrency allows' };

function leastAtOnce(phase: Phase): number {
  if (phase.kind === 'burst') return phase.requests;
  return phase.kind === 'closed' ? phase.concurrency : 1;
}

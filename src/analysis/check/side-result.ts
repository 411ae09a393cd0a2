import type { CheckMeasurement, Side } from '../../recording/index.js';
import { failuresOf } from '../failures.js';
import type { CheckResult } from './check-result-schema.js';
import type { ColdStarts } from './cold-starts.js';

type SideCounts = Pick<CheckResult['base'], 'coldStarts' | 'warm' | 'thrownOut' | 'failures'>;

/** How much of one side counts, and what became of the rest. */
export function sideCounts(
  side: Side,
  measurements: readonly CheckMeasurement[],
  { proved, thrownOut }: ColdStarts,
): SideCounts {
  const own = proved.filter((it) => it.side === side);
  const reasons = Map.groupBy(
    thrownOut.filter((it) => it.side === side),
    ({ reason }) => reason,
  );
  return {
    coldStarts: own.length,
    warm: own.reduce((sum, { warm }) => sum + warm.length, 0),
    thrownOut: [...reasons].map(([reason, all]) => ({ reason, count: all.length })).sort((a, b) => b.count - a.count),
    failures: failuresOf(measurements.filter((it) => it.side === side)).map(({ kind, message, count }) => ({
      kind,
      message,
      count,
    })),
  };
}

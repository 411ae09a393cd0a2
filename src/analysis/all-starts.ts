import type { Strategy } from '../scenario/index.js';
import { type MixtureQuantile, mixtureQuantile } from '../statistics/index.js';
import { type Milliseconds, milliseconds } from '../units/index.js';
import type { Arm, MeasuredStart } from './arms.js';
import { grouped } from './grouped.js';
import type { AtLimit } from './result-schema.js';

export const LEVELS = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 } as const;

/** What a caller waits for at a cold start, as far as a report says it. */
const whole = ({ durationMs, initDurationMs, restoreDurationMs }: MeasuredStart): Milliseconds =>
  milliseconds(durationMs + (initDurationMs ?? restoreDurationMs ?? 0));

/**
 * The percentile that the strategy's limit is for, over warm starts and, by the cold share, cold ones with their Init
 * Duration. Null for other strategies, and where one of the two was not measured.
 */
export function atLimitOf(arm: Arm, strategy: Strategy, coldShareRatio: number): AtLimit | null {
  if (strategy.kind !== 'max-duration' || strategy.of !== 'all') return null;
  const { percentile, limitMs } = strategy;
  const warm = grouped(arm.warm, ({ durationMs }) => durationMs);
  const cold = grouped(arm.cold, whole);
  if (warm === undefined || cold === undefined) return null;
  const found = mixtureQuantile(
    [
      { ...warm, share: 1 - coldShareRatio },
      { ...cold, share: coldShareRatio },
    ],
    LEVELS[percentile],
  );
  return {
    percentile,
    limitMs,
    n: warm.sample.length + cold.sample.length,
    ...found,
    ...noteOf(found),
  };
}

const noteOf = ({ high }: MixtureQuantile<Milliseconds>): Pick<AtLimit, 'note'> =>
  high === null ? { note: 'too few warm and cold starts to bound it from above' } : {};

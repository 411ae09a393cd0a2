import { isInterval, shareInterval } from '../../statistics/index.js';
import { megabytes, ratio } from '../../units/index.js';
import { costOf, type PriceTerms } from './cost.js';
import type { ColdShare, LogGroupFigures, LogTotal } from './logs-result-schema.js';
import { memoryUsedOf } from './memory-used.js';
import { percentilesOf } from './percentiles.js';
import type { Measure, Starts } from './starts.js';
import { failuresOf, type Tally } from './tally.js';

/** The figures of one or more tallies together. */
export function figuresOf(tallies: readonly Tally[], terms: PriceTerms): LogTotal {
  const cold = tallies.map((tally) => tally.cold);
  const warm = tallies.map((tally) => tally.warm);
  const failures = failuresOf(tallies);
  const countOf = (kind: 'error' | 'timed-out'): number =>
    failures.reduce((sum, failure) => sum + (failure.kind === kind ? failure.count : 0), 0);
  return {
    invocations: tallies.reduce((sum, tally) => sum + tally.invocations, 0),
    coldShare: coldShareOf(tallies),
    warm: { n: sizeOf(warm), durationMs: of(warm, 'durationMs'), billedDurationMs: of(warm, 'billedDurationMs') },
    cold: {
      n: sizeOf(cold),
      durationMs: of(cold, 'durationMs'),
      billedDurationMs: of(cold, 'billedDurationMs'),
      initDurationMs: of(cold, 'initDurationMs'),
      restoreDurationMs: of(cold, 'restoreDurationMs'),
    },
    failures,
    failed: countOf('error'),
    timedOut: countOf('timed-out'),
    throttled: null,
    cost: costOf(tallies, terms),
  };
}

export const groupOf = (tally: Tally, terms: PriceTerms): LogGroupFigures => ({
  functionName: tally.functionName,
  memorySizeMB: tally.memorySizeMB === null ? null : megabytes(tally.memorySizeMB),
  architecture: terms.architecture,
  versions: [...tally.versions].sort(),
  maxMemoryUsedMB: memoryUsedOf(tally),
  ...figuresOf([tally], terms),
});

const of = (starts: readonly Starts[], measure: Measure) => percentilesOf(starts.map((it) => it.columns[measure]));
const sizeOf = (starts: readonly Starts[]): number => starts.reduce((sum, it) => sum + it.n, 0);

function coldShareOf(tallies: readonly Tally[]): ColdShare {
  const cold = sizeOf(tallies.map((it) => it.cold));
  const n = cold + sizeOf(tallies.map((it) => it.warm));
  const unknown = tallies.reduce((sum, tally) => sum + tally.unknownStarts, 0);
  const interval = shareInterval(cold, n);
  const share = { n, cold, unknown, ratio: n === 0 ? null : ratio(cold / n) };
  if (!isInterval(interval)) return { ...share, low: null, high: null, note: interval.reason };
  return { ...share, low: ratio(interval.low), high: ratio(interval.high) };
}

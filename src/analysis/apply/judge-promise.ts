import type { Promised } from '../../recording/index.js';
import { type Interval, isInterval, type NoInterval, quantile, quantileInterval } from '../../statistics/index.js';
import { LEVELS } from '../all-starts.js';
import type { Arm } from '../arms.js';
import { costQuotient, type QuotientOf, warmQuotient } from '../change.js';
import type { CostTerms } from '../cost.js';
import { grouped } from '../grouped.js';
import type { SizeResult } from '../result-schema.js';
import type { JudgedPromise } from './apply-result-schema.js';

/** Both sizes as they were measured afresh, in turn. */
export interface FreshSides {
  readonly from: Arm;
  readonly to: Arm;
  /** The figures of the new size. */
  readonly size: SizeResult;
  readonly terms: CostTerms;
  /** Of each interval, so that all looks together are wrong in one case of twenty at the most. */
  readonly level: number;
}

type Fresh = NonNullable<JudgedPromise['fresh']>;

/**
 * Whether a promise holds by what was measured afresh: kept where the whole interval is, broken where none of it is, open
 * between. A mean alone decides nothing: half of all true promises would look broken.
 */
export function judgePromise(promise: Promised, sides: FreshSides): JudgedPromise {
  const fresh = freshOf(promise, sides);
  const most = mostOf(promise);
  if (fresh === null) return { promise, verdict: 'open', fresh };
  if (fresh.high !== null && fresh.high <= most) return { promise, verdict: 'kept', fresh };
  return { promise, verdict: fresh.low !== null && fresh.low > most ? 'broken' : 'open', fresh };
}

/** In the unit of the promise. */
export function mostOf(promise: Promised): number {
  if (promise.kind === 'change') return promise.mostPercent;
  return promise.kind === 'level' ? promise.most : promise.limitMs;
}

function freshOf(promise: Promised, sides: FreshSides): Fresh | null {
  const { from, to, terms, level, size } = sides;
  switch (promise.kind) {
    case 'change': {
      const quotient =
        promise.of === 'cost'
          ? costQuotient(to, from, terms, level)
          : warmQuotient(to, from, promise.durationOf ?? 'median', level);
      const n = promise.of === 'cost' ? to.cold.length + to.warm.length : to.warm.length;
      return quotient === undefined ? null : ofQuotient(quotient, n);
    }
    case 'level':
      return promise.of === 'cost' ? ofCost(size) : ofMedian(size);
    case 'limit':
      return promise.of === 'all' ? ofAllStarts(size) : ofWarm(to, LEVELS[promise.percentile], level);
  }
}

const bounds = (it: Interval | NoInterval, map: (value: number) => number = (value) => value) =>
  isInterval(it) ? { low: map(it.low), high: map(it.high) } : { low: null, high: null, note: it.reason };

function ofQuotient({ quotient, interval }: QuotientOf, n: number): Fresh {
  const percent = (value: number): number => (value - 1) * 100;
  return { n, value: percent(quotient), ...bounds(interval, percent) };
}

function ofCost({ costPerMillionUsd: cost }: SizeResult): Fresh | null {
  if (cost === null) return null;
  const { n, mean, low, high, note } = cost;
  return { n, value: mean, low, high, ...(note === undefined ? {} : { note }) };
}

function ofMedian({ warm: { durationMs: it } }: SizeResult): Fresh | null {
  if (it === null) return null;
  const { n, median, low, high, medianNote } = it;
  return { n, value: median, low, high, ...(medianNote === undefined ? {} : { note: medianNote }) };
}

function ofAllStarts({ allStarts: it }: SizeResult): Fresh | null {
  if (it == null) return null;
  const { n, value, low, high, note } = it;
  return { n, value, low, high, ...(note === undefined ? {} : { note }) };
}

function ofWarm({ warm }: Arm, p: number, level: number): Fresh | null {
  const it = grouped(warm, ({ durationMs }) => durationMs);
  if (it === undefined) return null;
  const interval = quantileInterval(it.sample, p, { level, designEffect: it.designEffect });
  return { n: it.sample.length, value: quantile(it.sample, p), ...bounds(interval) };
}

import type { Architecture } from '../../pricing/index.js';
import type { LoadHeader } from '../../recording/index.js';
import type { Interval } from '../../statistics/index.js';
import type { Megabytes } from '../../units/index.js';
import type { Timed } from './distribution.js';
import type { LoadArm, Percentile, UsdFigure } from './load-result.js';

/** From this share of failed requests on a size is no candidate: it does not do its work under this load. */
export const TOLERATED_ERROR_RATIO = 0.01;

/** A size that may be chosen: it does its work under the load, and its cost and its latency are known. */
export interface LoadCandidate {
  readonly arm: LoadArm & { readonly memorySizeMB: Megabytes; readonly architecture: Architecture };
  readonly cost: UsdFigure & { readonly value: number };
  /** The median. */
  readonly latency: Percentile & { readonly value: number };
  /** At the percentile that the strategy has a limit for; the median without one. */
  readonly atLimit: Percentile;
  readonly n: number;
}

/** An arm with what its percentiles are taken from, as a strategy may ask for any. */
export interface ComparedArm {
  readonly arm: LoadArm;
  readonly latency: Timed;
}

const LEVELS = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 } as const;

export function loadCandidates({ load: { strategy } }: LoadHeader, arms: readonly ComparedArm[]): LoadCandidate[] {
  const level = strategy.kind === 'max-duration' ? LEVELS[strategy.percentile] : LEVELS.p50;
  return arms.flatMap(({ arm, latency }) => {
    const { memorySizeMB, architecture, total } = arm;
    const cost = total.cost?.perMillion;
    const { p50: median, p99 } = total.latencyMs ?? {};
    if (whyNot(arm) !== undefined || memorySizeMB === null || architecture === null) return [];
    if (cost === undefined || cost.value === null || median?.value == null || p99 === undefined) return [];
    return [
      {
        arm: { ...arm, memorySizeMB, architecture },
        cost: { ...cost, value: cost.value },
        latency: { ...median, value: median.value },
        atLimit: level === LEVELS.p99 ? p99 : latency.percentile(level),
        n: total.latencyMs?.n ?? 0,
      },
    ];
  });
}

/** Why a size cannot be chosen; undefined where it can. */
export function whyNot({ status, total }: LoadArm): string | undefined {
  if (status === 'failed') return 'nothing was answered';
  if (status === 'generator-limited') return 'the load generator was the bottleneck';
  if (total.errors.ratio > TOLERATED_ERROR_RATIO) return 'more than 1 % of its requests failed';
  if (total.latencyMs === null || total.latencyMs.p50.value === null) return 'there is no claim about its latency';
  if (total.latencyMs.p50.atLeast) return 'half of its requests waited in vain';
  return total.cost?.perMillion.value == null ? 'its cost is not known' : undefined;
}

/** What a strategy wants small, as an interval: without one nothing can be told apart from anything. */
export type LoadCriterion = (candidate: LoadCandidate) => Interval;

const UNBOUNDED: Interval = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, level: 0.95 };
const between = (low: number | null, high: number | null): Interval =>
  low === null || high === null ? UNBOUNDED : { low, high, level: 0.95 };

export const byCost: LoadCriterion = ({ cost }) => between(cost.low, cost.high);
export const byLatency: LoadCriterion = ({ latency }) => between(latency.low, latency.high);

/** Cost times latency, for the reason that a tuning's strategy has: where the slope of the frontier passes -1. */
export const byProduct: LoadCriterion = (candidate) => {
  const [cost, latency] = [byCost(candidate), byLatency(candidate)];
  if (!Number.isFinite(cost.high) || !Number.isFinite(latency.high)) return UNBOUNDED;
  return { low: cost.low * latency.low, high: cost.high * latency.high, level: 0.95 };
};

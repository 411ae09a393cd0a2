import { CHECK_METRICS, type CheckMetric, type Milliseconds, type Ratio, ratio, type Usd } from '../../units/index.js';

/** By how much a metric may rise: what rises past both is a regression. */
export interface MetricLimits {
  readonly relativeRatio: Ratio;
  /** In the metric's unit: milliseconds, MB, US dollars or bytes. */
  readonly absolute: number;
}

/** What was said of one metric: one or both of its limits, or that it is not looked at. */
export type AskedLimits = Partial<MetricLimits> | 'off';

/** As much as a file and a command line have said of a check. */
export interface AskedCheck {
  readonly limits?: Readonly<Partial<Record<CheckMetric, AskedLimits | undefined>>>;
  readonly confidenceRatio?: Ratio;
  /** On each side, at each memory size. */
  readonly maxColdStarts?: number;
  /** Warm invocations after each cold start. */
  readonly warm?: number;
  /** Cold starts of one version at a time. */
  readonly atATime?: number;
  readonly budgetUsd?: Usd;
  readonly maxTimeMs?: Milliseconds;
  readonly inconclusive?: 'pass' | 'fail';
}

/** How `kelvin check` decides and what it may spend on it, with all defaults applied. */
export interface CheckGoal {
  /** Of each metric that is looked at, in the order of `CHECK_METRICS`. */
  readonly limits: readonly (MetricLimits & { readonly metric: CheckMetric })[];
  readonly confidenceRatio: Ratio;
  readonly maxColdStarts: number;
  readonly warm: number;
  /** Where nobody says, it depends on where the functions run. */
  readonly atATime?: number;
  readonly budgetUsd?: Usd;
  readonly maxTimeMs?: Milliseconds;
  readonly isInconclusiveFine: boolean;
}

/** A share that few would mind; with 5 ms and 1 ms beside it what a user cannot feel is none. 64 KiB of code are a file or two. */
const DEFAULT_LIMITS: Readonly<Record<CheckMetric, number>> = {
  initDuration: 5,
  coldTotal: 5,
  warmDuration: 1,
  billedDuration: 1,
  maxMemoryUsed: 4,
  costPerMillion: 0.01,
  packageSize: 65_536,
};
const DEFAULT_RELATIVE = ratio(0.05);
const DEFAULT_CONFIDENCE = ratio(0.95);
export const DEFAULT_MAX_COLD_STARTS = 100;
/** A median of five is steady, and takes next to no time beside a cold start. */
export const DEFAULT_WARM = 5;

/** What is to be decided where so much was said of it. */
export function checkGoalOf({ limits = {}, inconclusive, ...said }: AskedCheck = {}): CheckGoal {
  return {
    confidenceRatio: DEFAULT_CONFIDENCE,
    maxColdStarts: DEFAULT_MAX_COLD_STARTS,
    warm: DEFAULT_WARM,
    ...said,
    limits: CHECK_METRICS.flatMap((metric) => {
      const own = limits[metric];
      return own === 'off'
        ? []
        : [{ metric, relativeRatio: DEFAULT_RELATIVE, absolute: DEFAULT_LIMITS[metric], ...own }];
    }),
    isInconclusiveFine: inconclusive === 'pass',
  };
}

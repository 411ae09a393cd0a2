import {
  designEffect,
  type Interval,
  isInterval,
  mean,
  meanInterval,
  type NoInterval,
  quantile,
  quantileInterval,
  type Sample,
  SMALLEST_BOOTSTRAP_N,
  sampleOf,
  shareInterval,
} from '../../statistics/index.js';
import type { ReplayRun } from './replay-run.js';

/** A figure over runs, with its 95 % interval, or why there is none. */
export interface Figure {
  readonly n: number;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly note?: string | undefined;
}

/** How one policy did, over runs. */
export interface ReplaySummary {
  readonly policy: string;
  readonly curves: number;
  readonly runs: number;
  /** Runs in which it chose nothing, though there was something to choose; they are in no figure of regret. */
  readonly nothingChosen: number;
  readonly regretRatio: { readonly mean: Figure; readonly p90: Figure; readonly worst: number } | null;
  readonly invocations: Figure;
  /** Of exploring, in invocations of the best candidate. */
  readonly costOptimal: Figure;
  /** Share of runs whose regret is at most the bound that the policy claims, and the mean of that bound. */
  readonly bound: { readonly coverageRatio: Figure; readonly mean: number } | null;
}

/** Rounding alone must not break a bound: a regret of 2 % by one price is 2.0000000000000018 % by another. */
const ROUNDING = 1e-9;

/**
 * Runs of one curve are alike, so what their number says of other curves is less than it seems: the mean's interval is that
 * of the means of the curves where there are enough, and the others count runs by what they are worth (design effect).
 */
export function summaryOf(policy: string, runs: readonly ReplayRun[]): ReplaySummary | undefined {
  const chosen = runs.filter((it) => it.regretRatio !== null);
  const invocations = meanFigure(runs, (it) => it.invocations);
  const costOptimal = meanFigure(runs, (it) => it.costOptimal);
  if (invocations === undefined || costOptimal === undefined) return undefined;
  return {
    policy,
    curves: new Set(runs.map(({ curve }) => curve)).size,
    runs: runs.length,
    nothingChosen: runs.length - chosen.length,
    regretRatio: regretOf(chosen),
    invocations,
    costOptimal,
    bound: boundOf(chosen),
  };
}

function regretOf(chosen: readonly ReplayRun[]): ReplaySummary['regretRatio'] {
  const regret = (it: ReplayRun): number => it.regretRatio ?? 0;
  const sample = sampleOf(chosen.map(regret));
  const average = meanFigure(chosen, regret);
  if (sample === undefined || average === undefined) return null;
  const p90 = quantileInterval(sample, 0.9, { designEffect: designEffect(byCurve(chosen, regret)) });
  return {
    mean: average,
    p90: { n: sample.length, value: quantile(sample, 0.9), ...endsOf(p90) },
    worst: sample[sample.length - 1] ?? sample[0],
  };
}

function boundOf(chosen: readonly ReplayRun[]): ReplaySummary['bound'] {
  const claimed = chosen.filter(({ boundRatio }) => boundRatio !== null);
  const bounds = sampleOf(claimed.map(({ boundRatio }) => boundRatio ?? 0));
  if (bounds === undefined) return null;
  const held = (it: ReplayRun): number => ((it.regretRatio ?? 0) <= (it.boundRatio ?? 0) + ROUNDING ? 1 : 0);
  const effect = designEffect(byCurve(claimed, held));
  const count = claimed.reduce((sum, it) => sum + held(it), 0);
  const interval = shareInterval(count / effect, claimed.length / effect);
  return {
    coverageRatio: { n: claimed.length, value: count / claimed.length, ...endsOf(interval) },
    mean: mean(bounds),
  };
}

function meanFigure(runs: readonly ReplayRun[], pick: (run: ReplayRun) => number): Figure | undefined {
  const all = sampleOf(runs.map(pick));
  if (all === undefined) return undefined;
  const curves = sampleOf(byCurve(runs, pick).map((own) => own.reduce((sum, it) => sum + it, 0) / own.length));
  const units: Sample = curves !== undefined && curves.length >= SMALLEST_BOOTSTRAP_N ? curves : all;
  return { n: all.length, value: mean(all), ...endsOf(meanInterval(units)) };
}

const byCurve = (runs: readonly ReplayRun[], pick: (run: ReplayRun) => number): number[][] =>
  [...Map.groupBy(runs, ({ curve }) => curve).values()].map((own) => own.map(pick));

const endsOf = (it: Interval | NoInterval): Pick<Figure, 'low' | 'high' | 'note'> =>
  isInterval(it) ? { low: it.low, high: it.high } : { low: null, high: null, note: it.reason };

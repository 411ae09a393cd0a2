import type { Candidate, Figures, Problem } from '../../curve/index.js';
import { type Regrets, regretsOf } from '../../curve/index.js';
import type { Percentile, Strategy } from '../../scenario/index.js';
import { type Milliseconds, milliseconds } from '../../units/index.js';
import { meanBilledMs, quantileMs } from './durations.js';
import type { RecordedCurve, RecordedSize } from './recorded-curve.js';

/** What is true of a recorded curve, and so how much worse each of its sizes is than the best. */
export interface Truth {
  /** In the order of the curve's sizes, by the strategy. */
  readonly regrets: Regrets;
  readonly best: Candidate;
  /** Mean cost of one invocation of the best candidate: the unit in which exploring is paid. */
  readonly optimalUsd: number;
}

const SHARE: Readonly<Record<Percentile, number>> = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 };

/** @returns undefined where no size meets the strategy's limit, or the best month is free */
export function truthOf(curve: RecordedCurve, problem: Problem): Truth | undefined {
  const slowness = slownessOf(curve);
  const figures = curve.sizes.map((size) =>
    size.failsAfterMs === undefined ? figuresOf(size, problem, slowness) : FAILS,
  );
  const regrets = regretsOf(figures, problem.objective);
  const best = curve.sizes[regrets?.best ?? -1];
  if (regrets === undefined || best === undefined || figures[regrets.best]?.costUsd === 0) return undefined;
  return { regrets, best, optimalUsd: problem.priceUsd(best, billedMs(best, problem.coldShareRatio, slowness)) };
}

const FAILS: Figures = {
  costUsd: Number.POSITIVE_INFINITY,
  medianMs: Number.POSITIVE_INFINITY,
  limitedMs: Number.POSITIVE_INFINITY,
};

/** Mean over the kinds of hosts: the same for all sizes, and of no interest but to the request, which is not any dearer. */
const slownessOf = ({ conditions }: RecordedCurve): number =>
  conditions?.hosts?.reduce((sum, { shareRatio, factor }) => sum + shareRatio * factor, 0) ?? 1;

function figuresOf(size: RecordedSize, problem: Problem, slowness: number): Figures {
  const { objective, coldShareRatio, priceUsd, monthUsd } = problem;
  const billed = billedMs(size, coldShareRatio, slowness);
  const costUsd = objective.kind === 'monthly' ? (monthUsd ?? priceUsd)(size, billed) : priceUsd(size, billed);
  const figures = { costUsd, medianMs: quantileMs(size.warm, 0.5) };
  return objective.kind === 'max-duration'
    ? { ...figures, limitedMs: limitedMs(size, objective, coldShareRatio) }
    : figures;
}

/** Init is billed with the cold start's duration, for all functions since 2025-08-01. */
function billedMs({ warm, cold }: RecordedSize, coldShareRatio: number, slowness: number): Milliseconds {
  const warmMs = meanBilledMs(warm) * slowness;
  if (cold === undefined || coldShareRatio === 0) return milliseconds(warmMs);
  const starts = coldPoints(cold);
  const coldMs = starts.reduce((sum, ms) => sum + Math.ceil(ms), 0) / starts.length;
  return milliseconds(warmMs * (1 - coldShareRatio) + coldMs * slowness * coldShareRatio);
}

/** The percentile that the objective limits: of warm starts, or of all of them by the cold share. */
export function limitedMs(
  { warm, cold }: RecordedSize,
  { percentile, of }: Pick<Extract<Strategy, { kind: 'max-duration' }>, 'percentile' | 'of'>,
  coldShareRatio: number,
): Milliseconds {
  const share = SHARE[percentile];
  if (of !== 'all' || cold === undefined || coldShareRatio === 0) return quantileMs(warm, share);
  const points = [
    ...weighted(
      GRID.map((p) => quantileMs(warm, p)),
      1 - coldShareRatio,
    ),
    ...weighted(coldPoints(cold), coldShareRatio),
  ].sort((a, b) => a.ms - b.ms);
  let below = 0;
  const found = points.find(({ weight }) => {
    below += weight;
    return below >= share - 1e-9;
  });
  return milliseconds((found ?? points[points.length - 1])?.ms ?? 0);
}

const weighted = (values: readonly number[], share: number): { ms: number; weight: number }[] =>
  values.map((ms) => ({ ms, weight: share / values.length }));

/** Evenly spread shares at which a distribution is looked at: fine enough for the 99th percentile of a mixture. */
const GRID: readonly number[] = Array.from({ length: 2000 }, (_, step) => (step + 0.5) / 2000);
/** The two parts of a cold start are independent in a replay, so each goes with each: 60 times 60 of them. */
const COARSE: readonly number[] = Array.from({ length: 60 }, (_, step) => (step + 0.5) / 60);

/** Init and duration together. */
function coldPoints({ duration, init }: NonNullable<RecordedSize['cold']>): number[] {
  const inits = COARSE.map((p) => quantileMs(init, p));
  return COARSE.flatMap((p) => inits.map((initMs) => quantileMs(duration, p) + initMs));
}

import type { Strategy } from '../scenario/index.js';
import { type Random, seededRandom } from '../statistics/index.js';
import { milliseconds } from '../units/index.js';
import { type Draws, drawCurves } from './draws.js';
import { measuredOf, type ValueOf } from './measured.js';
import type { Model } from './model.js';
import type { Observation } from './observation.js';
import { billedAt, type PooledShares, percentileDraws, pooledShares, shareAt, weightUpTo } from './pooled-shares.js';
import { type Posterior, posteriorOf } from './posterior.js';
import type { Problem } from './problem.js';
import { type Figures, regretsOf } from './regret.js';
import { letStray } from './strays.js';

/** What may be true, drawn many times: of every candidate its duration, its cost, and how much one would regret it. */
export interface Outlook {
  readonly problem: Problem;
  /** Of warm durations. */
  readonly posterior: Posterior;
  readonly count: number;
  /** Row by row, one value a candidate: mean warm Duration in milliseconds. */
  readonly durations: Float64Array;
  /** Dollars an invocation at list price, cold starts by their share. */
  readonly invocationCosts: Float64Array;
  /** As a share; see `regretsOf`. */
  readonly regrets: Float64Array;
  /** Of each draw, the index of its best candidate. */
  readonly best: Int32Array;
  /** Of each candidate: in how many draws it meets the limit of the strategy, as a share; without a limit undefined. */
  readonly chanceMeets: Float64Array | undefined;
  /** In how many draws no candidate does, as a share. */
  readonly chanceNone: number;
}

const PERCENTILE = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 } as const;

const warmDuration: ValueOf = ({ kind, durationMs }) => (kind === 'warm' ? durationMs : undefined);
const coldBilled: ValueOf = ({ kind, durationMs, billedDurationMs }) =>
  kind === 'cold' ? (billedDurationMs ?? durationMs) : undefined;
const coldLatency: ValueOf = ({ kind, durationMs, initDurationMs = 0 }) =>
  kind === 'cold' && durationMs !== undefined ? durationMs + initDurationMs : undefined;

/** @param count of draws. The same problem, observations and count give the same outlook. */
export function outlookOf(model: Model, problem: Problem, seen: readonly Observation[], count: number): Outlook {
  const random = seededRandom(problem.seed);
  const measured = measuredOf(problem, seen, warmDuration);
  const posterior = posteriorOf(model, measured);
  const draws = drawCurves(posterior, count, random);
  letStray(draws, posterior, problem, random);
  const pool = pooledShares(measured, usualScatter(posterior));
  const billed = billedOf(model, problem, seen, { draws, pool, random });
  const list = priceOf({ ...problem, monthUsd: undefined });
  const size = problem.candidates.length;
  const invocationCosts = billed.map((ms, at) => list(at % size, ms));
  const price = priceOf(problem);
  const costs = problem.monthUsd === undefined ? invocationCosts : billed.map((ms, at) => price(at % size, ms));
  const limited = limitedOf(model, problem, seen, { draws, pool, random });
  const verdict = judged(problem, pool, draws, costs, limited);
  return { problem, posterior, count, durations: draws.values, invocationCosts, ...verdict };
}

const usualScatter = ({ scatters }: Posterior): number =>
  scatters.reduce((sum, it) => sum + it, 0) / Math.max(1, scatters.length);

interface Drawn {
  readonly draws: Draws;
  readonly pool: PooledShares;
  readonly random: Random;
}

/** Mean Billed Duration. */
function billedOf(model: Model, problem: Problem, seen: readonly Observation[], { draws, pool, random }: Drawn) {
  const { coldShareRatio } = problem;
  const cold = coldShareRatio === 0 ? undefined : coldDraws(model, problem, seen, coldBilled, draws.count, random);
  return draws.values.map((meanMs, at) => {
    const warm = billedAt(pool, meanMs);
    return cold === undefined ? warm : (1 - coldShareRatio) * warm + coldShareRatio * (cold.values[at] as number);
  });
}

/** A curve of their own: an INIT has its own shape, and each visit brings one. */
function coldDraws(
  model: Model,
  problem: Problem,
  seen: readonly Observation[],
  pick: ValueOf,
  count: number,
  random: Random,
): Draws {
  return drawCurves(posteriorOf(model, measuredOf(problem, seen, pick)), count, random);
}

/** Points of a month's bill that is a broken line of the Billed Duration: tiers and the free tier bend it. */
const TABLE_STEP = 1.02;

/** Price by candidate and mean Billed Duration. A month's bill has a dozen of charges, so it is worked out at some points. */
function priceOf(problem: Problem): (index: number, billedMs: number) => number {
  const { candidates, priceUsd, monthUsd } = problem;
  if (monthUsd === undefined) {
    return (index, billedMs) => priceUsd(candidates[index] as (typeof candidates)[number], milliseconds(billedMs));
  }
  const tables = new Map<number, number>();
  const at = (index: number, step: number): number => {
    const key = step * candidates.length + index;
    const known = tables.get(key);
    if (known !== undefined) return known;
    const bill = monthUsd(candidates[index] as (typeof candidates)[number], milliseconds(TABLE_STEP ** step));
    tables.set(key, bill);
    return bill;
  };
  return (index, billedMs) => {
    const step = Math.floor(Math.log(billedMs) / Math.log(TABLE_STEP));
    const [low, high] = [TABLE_STEP ** step, TABLE_STEP ** (step + 1)];
    const part = (billedMs - low) / (high - low);
    return at(index, step) * (1 - part) + at(index, step + 1) * part;
  };
}

/** The percentile that the strategy limits, in the layout of the draws; undefined without a limit. */
function limitedOf(
  model: Model,
  problem: Problem,
  seen: readonly Observation[],
  drawn: Drawn,
): Float64Array | undefined {
  const { objective, coldShareRatio } = problem;
  if (objective.kind !== 'max-duration') return undefined;
  const p = PERCENTILE[objective.percentile];
  const { draws, pool, random } = drawn;
  const levels = percentileDraws(pool, p, draws.count, random);
  const { size, values } = draws;
  if (objective.of !== 'all' || coldShareRatio === 0) {
    return values.map((meanMs, at) => meanMs * (levels[Math.floor(at / size)] as number));
  }
  const measured = measuredOf(problem, seen, coldLatency);
  const posterior = posteriorOf(model, measured);
  const cold = drawCurves(posterior, draws.count, random);
  const coldPool = pooledShares(measured, usualScatter(posterior));
  const usual = shareAt(pool, p);
  return values.map((meanMs, at) => {
    const mixed = mixedPercentile(p, coldShareRatio, meanMs, pool, cold.values[at] as number, coldPool);
    return (mixed * (levels[Math.floor(at / size)] as number)) / usual;
  });
}

/** The duration that so much of all starts is at most, warm and cold ones by their share: bisection on the logarithm. */
function mixedPercentile(
  p: number,
  coldShareRatio: number,
  warmMs: number,
  warm: PooledShares,
  coldMs: number,
  cold: PooledShares,
): number {
  let [low, high] = [Math.min(warmMs, coldMs) / 100, Math.max(warmMs, coldMs) * 100];
  for (let step = 0; step < 24; step++) {
    const middle = Math.sqrt(low * high);
    const up =
      (1 - coldShareRatio) * weightUpTo(warm, middle / warmMs) + coldShareRatio * weightUpTo(cold, middle / coldMs);
    if (up >= p) high = middle;
    else low = middle;
  }
  return high;
}

function judged(
  { objective }: Problem,
  pool: PooledShares,
  { count, size, values }: Draws,
  costs: Float64Array,
  limited: Float64Array | undefined,
): Pick<Outlook, 'regrets' | 'best' | 'chanceMeets' | 'chanceNone'> {
  const regrets = new Float64Array(values.length);
  const best = new Int32Array(count);
  const medianShare = shareAt(pool, 0.5);
  let none = 0;
  for (let row = 0; row < count; row++) {
    const figures: Figures[] = Array.from({ length: size }, (_, index) => {
      const at = row * size + index;
      const figure = { costUsd: costs[at] as number, medianMs: (values[at] as number) * medianShare };
      return limited === undefined ? figure : { ...figure, limitedMs: limited[at] as number };
    });
    const found = regretsOf(figures, objective);
    const { best: index, ratios } = found ?? leastExcess(figures);
    if (found === undefined) none++;
    best[row] = index;
    regrets.set(ratios, row * size);
  }
  return { regrets, best, chanceMeets: chancesOf(objective, limited, count, size), chanceNone: none / count };
}

/** Where nothing meets the limit the quickest is what comes nearest. */
function leastExcess(figures: readonly Figures[]) {
  const durations = figures.map(({ limitedMs = 0 }) => limitedMs);
  const least = Math.min(...durations);
  return { best: durations.indexOf(least), ratios: durations.map((it) => it / least - 1) };
}

function chancesOf(objective: Strategy, limited: Float64Array | undefined, count: number, size: number) {
  if (limited === undefined || objective.kind !== 'max-duration') return undefined;
  return Float64Array.from({ length: size }, (_, index) => {
    let meets = 0;
    for (let row = 0; row < count; row++) if ((limited[row * size + index] as number) <= objective.limitMs) meets++;
    return meets / count;
  });
}

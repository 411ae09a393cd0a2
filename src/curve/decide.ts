import type { PriceBook } from '../pricing/index.js';
import type { Header, Measurement } from '../recording/index.js';
import { milliseconds, ratio, usd } from '../units/index.js';
import type { CurvePoint, Decision } from './decision-schema.js';
import { shapeOf } from './describe-shape.js';
import { doubtsOf } from './doubts.js';
import { frontierOf } from './frontier.js';
import { doubtOfLook, looksBy } from './looks.js';
import { modelOf } from './model.js';
import { type Candidate, isSameCandidate, type Observation } from './observation.js';
import { observationsOf } from './observations-of.js';
import { type Outlook, outlookOf } from './outlook.js';
import type { Problem } from './problem.js';
import { problemOf } from './problem-of.js';
import { columnOf, quantileOf } from './quantile-of.js';
import { regretsAt, type Standing, standingOf } from './standing.js';

export interface DecideOptions {
  readonly book: PriceBook;
  /** Why exploring ended, where it did by itself. */
  readonly stopped: Decision['stopped'];
  /** Of what may be true; the live view takes fewer, as it draws many times. */
  readonly draws?: number;
}

/** Of a doubt of 0.8 % 25 remain to say where the bound is. */
const DRAWS = 3000;
const MILLION = 1_000_000;

/** What the measurements of an exploring run say of every candidate; undefined for a run that measures each listed size. */
export function decide(
  header: Header,
  measurements: readonly Measurement[],
  { book, stopped, draws = DRAWS }: DecideOptions,
): Decision | undefined {
  if (header.scenario.exploration === undefined) return undefined;
  const seen = observationsOf(measurements);
  const problem = problemOf(header, seen, book);
  if (!canDecide(problem, seen)) return { ...NOTHING, stopped };
  const outlook = outlookOf(modelOf(problem.candidates), problem, seen, draws);
  return decisionOf(outlook, seen, stopped);
}

const NOTHING: Decision = {
  ...{ stopped: null, chosen: null, tied: [], isDecided: false, regret: null, curve: [], frontier: [] },
  ...{ undecided: [], toDecide: null, shape: 'nothing was measured that says so', doubts: [] },
};

/** Nothing is believed before something was measured of a candidate that works, cold starts too where they count. */
export function canDecide({ candidates, coldShareRatio }: Problem, seen: readonly Observation[]): boolean {
  const has = (kind: Observation['kind']): boolean =>
    seen.some(
      (it) => it.kind === kind && it.durationMs !== undefined && candidates.some((one) => isSameCandidate(one, it)),
    );
  return has('warm') && (coldShareRatio === 0 || has('cold'));
}

function decisionOf(outlook: Outlook, seen: readonly Observation[], stopped: Decision['stopped']): Decision {
  const { goal } = outlook.problem;
  const doubt = doubtOfLook(goal.confidenceRatio);
  const standing = likelyStanding(outlook, standingOf(outlook, doubt));
  const isDecided = standing.bound <= goal.regretRatio || outlook.chanceNone >= 1 - doubt;
  const curve = curveOf(outlook, goal.confidenceRatio);
  const named = nameOf(outlook);
  return {
    stopped,
    chosen: standing.chosen === undefined ? null : named(standing.chosen),
    tied: tiedOf(outlook, standing).map(named),
    isDecided,
    regret: regretOf(outlook, standing, seen),
    curve,
    frontier: frontierOf(curve),
    undecided: isDecided ? [] : undecidedOf(outlook, standing, doubt).map(named),
    toDecide: isDecided ? null : toDecideOf(outlook, seen, standing),
    shape: shapeOf(outlook.posterior),
    doubts: doubtsOf(outlook.posterior),
  };
}

/** A bound without a choice is of nothing. */
function regretOf({ problem: { goal } }: Outlook, { chosen, bound }: Standing, seen: readonly Observation[]) {
  if (chosen === undefined) return null;
  const { regretRatio: targetRatio, confidenceRatio } = goal;
  return { targetRatio, boundRatio: bound, confidenceRatio, looks: looksBy(seen.length) };
}

/**
 * What more likely than not misses the limit of the strategy is not chosen, though it come nearest: the explorer goes on
 * measuring there, and a reader must not take it for what was asked for.
 */
function likelyStanding({ chanceMeets }: Outlook, standing: Standing): Standing {
  const { chosen } = standing;
  if (chosen === undefined || chanceMeets === undefined || (chanceMeets[chosen] as number) >= 0.5) return standing;
  return { chosen: undefined, bound: Number.POSITIVE_INFINITY };
}

const nameOf =
  ({ problem }: Outlook) =>
  (index: number): Candidate => {
    const candidate = problem.candidates[index];
    if (candidate === undefined) throw new RangeError(`there is no candidate ${index}`);
    const { memorySizeMB, architecture } = candidate;
    return { memorySizeMB, architecture };
  };

function curveOf(outlook: Outlook, confidence: number): CurvePoint[] {
  const { problem, durations, count, best, chanceMeets, posterior, invocationCosts } = outlook;
  const size = problem.candidates.length;
  const wins = new Float64Array(size);
  for (const index of best) wins[index] = (wins[index] as number) + 1;
  return problem.candidates.map((_, index) => ({
    ...nameOf(outlook)(index),
    n: posterior.measured.find((it) => it.index === index)?.n ?? 0,
    durationMs: banded(columnOf(durations, index, size), confidence, milliseconds),
    costPerMillionUsd: banded(columnOf(invocationCosts, index, size), confidence, (value) => usd(value * MILLION)),
    chanceBest: ratio((wins[index] as number) / count),
    ...(chanceMeets === undefined ? {} : { chanceMeets: ratio(chanceMeets[index] as number) }),
  }));
}

function banded<Unit>(values: Float64Array, confidence: number, unit: (value: number) => Unit) {
  const sorted = values.sort();
  const mean = sorted.reduce((sum, it) => sum + it, 0) / sorted.length;
  const tail = (1 - confidence) / 2;
  return { mean: unit(mean), low: unit(quantileOf(sorted, tail)), high: unit(quantileOf(sorted, 1 - tail)) };
}

/** Measured ones that are as good as the chosen one with some chance, likeliest first, the chosen one before all. */
function tiedOf(outlook: Outlook, { chosen }: Standing): number[] {
  if (chosen === undefined) return [];
  const own = regretsAt(outlook, chosen);
  const doubt = (1 - outlook.problem.goal.confidenceRatio) / 2;
  return outlook.posterior.measured
    .map(({ index }) => {
      const other = regretsAt(outlook, index);
      const better = other.reduce((sum, it, row) => sum + (it <= (own[row] as number) ? 1 : 0), 0) / own.length;
      return { index, chance: index === chosen ? 2 : better };
    })
    .filter(({ chance }) => chance > doubt)
    .sort((a, b) => b.chance - a.chance)
    .map(({ index }) => index);
}

/** Those that may be the best where the chosen one is worse than asked for by more than the bound allows. */
function undecidedOf(outlook: Outlook, { chosen }: Standing, doubt: number): number[] {
  const { problem, best, count, regrets, chanceMeets } = outlook;
  const size = problem.candidates.length;
  const chances = new Float64Array(size);
  if (chosen === undefined) return chanceMeets === undefined ? [] : likeliest(chanceMeets, doubt);
  for (let row = 0; row < count; row++) {
    const regret = regrets[row * size + chosen] as number;
    const index = best[row] as number;
    if (regret > problem.goal.regretRatio) chances[index] = (chances[index] as number) + 1 / count;
  }
  return likeliest(chances, doubt / 2).filter((index) => index !== chosen);
}

const likeliest = (chances: Float64Array, above: number): number[] =>
  [...chances.keys()]
    .filter((index) => (chances[index] as number) > above)
    .sort((a, b) => (chances[b] as number) - (chances[a] as number));

/** Beyond these the square root of n is no guide any more. */
const MOST_FORETOLD = 100_000;

/** An error falls with the square root of what was measured, and what comes is taken to cost what was so far. */
function toDecideOf({ problem }: Outlook, seen: readonly Observation[], { bound }: Standing): Decision['toDecide'] {
  const { regretRatio } = problem.goal;
  if (!Number.isFinite(bound) || regretRatio === 0) return null;
  const factor = (bound / regretRatio) ** 2 - 1;
  const invocations = Math.ceil(seen.length * factor);
  if (invocations > MOST_FORETOLD) return null;
  const spent = seen.reduce((sum, it) => sum + problem.priceUsd(it, it.billedDurationMs ?? milliseconds(0)), 0);
  return { invocations: Number(invocations.toPrecision(2)), usd: usd(spent * factor) };
}

import type { Candidate, Observation, Problem } from '../../curve/index.js';
import { milliseconds } from '../../units/index.js';
import type { Move, Policy } from '../move.js';
import { chosenBy, type Estimate } from './chosen-by.js';
import { type Exponential, exponentialAt, fitExponential } from './exponential-fit.js';

/**
 * Parrotfish (ubc-cirrus-lab/parrotfish; Moghimi et al., "Parrotfish: Parametric Regression for Optimizing Serverless
 * Functions", SoCC 2023), as read in its source on 2026-11-26 (src/parrotfish.py, src/sampling/sampler.py,
 * src/recommendation/recommender.py, src/objective/objective.py and parametric_function.py), with the settings that its
 * README says the paper was made with: termination threshold 2, two invocations of a size, up to five more where they
 * vary; the rest by its defaults (coefficient of variation 0.05, no new size after more than 20 durations).
 *
 * - It starts with the smallest size, the one at a third of the list, and the largest; of its default range of 128 to
 *   3,008 MB, where the data has more.
 * - Two invocations each; as long as their coefficient of variation is above 0.05, up to five more, of which each replaces
 *   the one that it makes the others most alike without.
 * - Billed Durations are fitted with one exponential; the next size is the one where predicted cost (duration times memory)
 *   times knowledge is least. Knowledge is 1 plus a bell of 200 MB about each size that was measured, and it ends when that
 *   of the predicted optimum is above the threshold.
 * - What is chosen is the optimum of the fit, measured or not. `within` and a limit of a duration are its own constraints,
 *   the limit on the mean; `fastest`, `balanced` and `monthly` are decided from the same fit.
 *
 * Of two architectures, which it does not know, each is explored by itself, and the better fit wins.
 */
export const SINGLE_EXPONENTIAL = 'single-exponential';

const RANGE_MB = { low: 128, high: 3008 };
const INVOCATIONS = 2;
const MOST_MORE = 5;
const ALIKE = 0.05;
const MOST_DURATIONS = 20;
const TERMINATION = 2;
const BELL_MB = 200;
/** Where the smallest size fails, it goes on with those that are so much larger. */
const FAILED_STEP_MB = 128;

export function singleExponentialPolicy(problem: Problem): Policy {
  return {
    name: SINGLE_EXPONENTIAL,
    next(seen): Move {
      const steps = exploring(problem);
      let step = steps.next();
      const warm = seen.filter(({ kind }) => kind === 'warm');
      const left = Map.groupBy(warm, ({ architecture, memorySizeMB }) => `${architecture} ${memorySizeMB}`);
      while (step.done !== true) {
        const { candidate, count, why } = step.value;
        const own = left.get(`${candidate.architecture} ${candidate.memorySizeMB}`) ?? [];
        if (own.length < count) return { kind: 'measure', candidate, count, why };
        step = steps.next(durationsOf(own.splice(0, count)));
      }
      return {
        kind: 'done',
        chosen: step.value,
        boundRatio: null,
        ended: 'decided',
        why: 'enough is known about the optimum of the fit',
      };
    },
  };
}

interface Wanted {
  readonly candidate: Candidate;
  readonly count: number;
  readonly why: string;
}
type Exploring<Result> = Generator<Wanted, Result, readonly number[]>;

const durationsOf = (seen: readonly Observation[]): number[] =>
  seen.flatMap((it) => (it.durationMs === undefined ? [] : (it.billedDurationMs ?? [])));

function* exploring({ candidates, objective, monthUsd }: Problem): Exploring<Candidate | undefined> {
  const estimates: Estimate[] = [];
  for (const architecture of new Set(candidates.map((it) => it.architecture))) {
    const own = candidates
      .filter((it) => it.architecture === architecture && it.memorySizeMB <= RANGE_MB.high)
      .sort((a, b) => a.memorySizeMB - b.memorySizeMB);
    if (own.length === 0) continue;
    const { fit, sizes } = yield* fitting(own);
    for (const candidate of sizes) {
      const durationMs = milliseconds(Math.max(0, exponentialAt(fit, candidate.memorySizeMB)));
      const memoryTime = durationMs * candidate.memorySizeMB;
      const costUsd = objective.kind === 'monthly' ? (monthUsd?.(candidate, durationMs) ?? memoryTime) : memoryTime;
      estimates.push({ candidate, durationMs, costUsd });
    }
  }
  return chosenBy(estimates, objective);
}

interface Fitted {
  readonly fit: Exponential;
  /** Those that it may choose: none below one that fails. */
  readonly sizes: readonly Candidate[];
}

function* fitting(all: readonly Candidate[]): Exploring<Fitted> {
  let sizes = all;
  const tried = new Set<Candidate>();
  const points: { memory: number; duration: number }[] = [];
  let fit: Exponential | undefined;
  const take = function* (candidate: Candidate, why: string): Exploring<void> {
    tried.add(candidate);
    const durations = yield* alikeDurations(candidate, why);
    points.push(...durations.map((duration) => ({ memory: candidate.memorySizeMB, duration })));
    points.sort((a, b) => a.memory - b.memory);
  };
  for (let [smallest] = sizes; smallest !== undefined && points.length === 0; [smallest] = sizes) {
    yield* take(smallest, 'the smallest size');
    const next = smallest.memorySizeMB + FAILED_STEP_MB;
    if (points.length === 0) sizes = sizes.filter((it) => it.memorySizeMB >= next);
  }
  const first = [sizes[Math.min(Math.ceil(sizes.length / 3), sizes.length - 1)], sizes[sizes.length - 1]];
  for (const candidate of new Set(first))
    if (candidate !== undefined && candidate !== sizes[0]) yield* take(candidate, 'one of the first three');
  for (;;) {
    const start = Math.floor((points[0]?.duration ?? 0) / 10);
    const found: Exponential = fitExponential(points, fit ?? [start, start, start]);
    fit = found;
    const cost = (it: Candidate): number => exponentialAt(found, it.memorySizeMB) * it.memorySizeMB;
    const measured = new Set(points.map(({ memory }) => memory));
    const knowledge = (it: Candidate): number =>
      1 + [...measured].reduce((sum, at) => sum + bell(it.memorySizeMB, at), 0);
    const rest = sizes.filter((it) => !tried.has(it));
    const optimum = least(sizes, cost);
    const isKnown = optimum !== undefined && knowledge(optimum) > TERMINATION;
    const next = least(rest, (it) => cost(it) * knowledge(it));
    if (isKnown || points.length > MOST_DURATIONS || next === undefined) return { fit: found, sizes };
    yield* take(next, 'least predicted cost where little is known');
  }
}

const bell = (memory: number, at: number): number => Math.exp(-((memory - at) ** 2) / (2 * BELL_MB ** 2));

/** The first of those with the least value, as `argmin` takes it. */
function least<T>(items: readonly T[], value: (item: T) => number): T | undefined {
  const [first, ...rest] = items;
  if (first === undefined) return undefined;
  return rest.reduce((best, it) => (value(it) < value(best) ? it : best), first);
}

function* alikeDurations(candidate: Candidate, why: string): Exploring<number[]> {
  let durations = [...(yield { candidate, count: INVOCATIONS, why })];
  let variation = variationOf(durations);
  for (let more = 0; more < MOST_MORE && variation > ALIKE; more++) {
    const [drawn] = yield { candidate, count: 1, why: 'its durations vary by more than 5 %' };
    if (drawn === undefined) break;
    const before = durations;
    for (const index of before.keys()) {
      const replaced = before.with(index, drawn);
      const after = variationOf(replaced);
      if (after >= variation) continue;
      variation = after;
      durations = replaced;
    }
  }
  return durations;
}

function variationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, it) => sum + it, 0) / values.length;
  const squares = values.reduce((sum, it) => sum + (it - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1)) / mean;
}

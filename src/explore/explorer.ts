import {
  type Candidate,
  canDecide,
  doubtOfLook,
  looksBy,
  type Model,
  modelOf,
  type Observation,
  type Outlook,
  outlookOf,
  type Problem,
  type Standing,
  standingOf,
} from '../curve/index.js';
import { bestOption } from './best-option.js';
import type { Move, Policy } from './move.js';
import { reasonFor } from './reason.js';

/** Draws of what may be true: of a doubt of 0.8 % twelve remain to say where the bound is. */
const DRAWS = 1500;
/** Where nothing is known: the middle of what people configure, and a size at which most functions work. */
const FIRST_MB = 512;
const FIRST_COUNT = 2;
/** The best one so far is often so by luck: before anything is built on it, it is measured so often. */
const FEWEST_OF_CHOSEN = 4;
/** Fewer sizes than these do not tell one shape from another, whatever the model says. */
const FEWEST_SIZES = 3;

export interface ExplorerOptions {
  /** How many cold starts each visit begins with, which are paid for and say nothing of a warm duration; 0 in a replay. */
  readonly coldPerVisit?: number;
  /** Where to begin: the size that the function has today, which any other is to be compared with. */
  readonly first?: Candidate | undefined;
  /** Where not to go this time, unless there is nowhere else. */
  readonly avoid?: Candidate | undefined;
  readonly draws?: number;
}

/**
 * Kelvin's own way: measures where it is worth most for what it costs, and stops when the choice is safe. A pure function
 * of the problem and of what was seen. Tried and dropped:
 *
 * - The size that most draws hold for the best (Thompson 1933): it never measures 128 MB to learn the shape, and goes to
 *   3,008 MB for a small chance at forty times the price.
 * - Narrowing an interval of memory sizes (golden section): a staircase has a dozen minima.
 * - The same number at each size until intervals part: three quarters go to sizes that nobody would take.
 */
export function explorerPolicy(problem: Problem, options: ExplorerOptions = {}): Policy {
  const model = modelOf(problem.candidates);
  return { name: 'kelvin', next: (seen) => nextOf(model, problem, seen, options) };
}

function nextOf(model: Model, problem: Problem, seen: readonly Observation[], options: ExplorerOptions): Move {
  const { candidates } = problem;
  if (candidates.length === 0) return done('exhausted', 'no size works');
  const suspect = candidates.find((it) => isSuspect(it, seen));
  if (suspect !== undefined) return measure(suspect, FIRST_COUNT, 'to see whether it fails again');
  if (!canDecide(problem, seen)) return measure(firstOf(problem, options), FIRST_COUNT, 'to begin with');
  const outlook = outlookOf(model, problem, seen, options.draws ?? DRAWS);
  const standing = standingOf(outlook, doubtOfLook(problem.goal.confidenceRatio));
  return ended(outlook, standing, seen) ?? next(outlook, standing, seen, options);
}

const measure = (candidate: Candidate, count: number, why: string): Move => ({
  kind: 'measure',
  candidate,
  count,
  why,
});

type Ended = Extract<Move, { kind: 'done' }>;

const done = (ended: Ended['ended'], why: string, chosen?: Candidate, boundRatio: number | null = null): Ended => ({
  ...{ kind: 'done', chosen, boundRatio, ended, why },
});

/** Failed in all it was asked for, and once only so far: it is given up after the next visit, or was bad luck. */
function isSuspect(candidate: Candidate, seen: readonly Observation[]): boolean {
  const own = seen.filter(
    (it) => it.memorySizeMB === candidate.memorySizeMB && it.architecture === candidate.architecture,
  );
  return own.length > 0 && own.every(({ durationMs }) => durationMs === undefined);
}

const isSame = (one: Candidate, other: Candidate | undefined): boolean =>
  one.memorySizeMB === other?.memorySizeMB && one.architecture === other.architecture;

function firstOf({ candidates }: Problem, { first, avoid }: ExplorerOptions): Candidate {
  if (first !== undefined && !isSame(first, avoid)) return first;
  const others = candidates.filter((it) => !isSame(it, avoid));
  return (others.length === 0 ? candidates : others).reduce((best, it) =>
    octavesFromFirst(it) < octavesFromFirst(best) ? it : best,
  );
}

const octavesFromFirst = ({ memorySizeMB }: Candidate): number => Math.abs(Math.log2(memorySizeMB / FIRST_MB));

/** Whether this is the end, where a look is due; otherwise undefined. */
function ended(outlook: Outlook, { chosen, bound }: Standing, seen: readonly Observation[]): Move | undefined {
  const { candidates, goal } = outlook.problem;
  const named = chosen === undefined ? undefined : candidates[chosen];
  if (seen.length >= (goal.maxInvocations ?? Number.POSITIVE_INFINITY))
    return done('max-invocations', 'the invocations are made', named, bound);
  if (outlook.posterior.measured.length < Math.min(FEWEST_SIZES, candidates.length) || !isLookDue(seen))
    return undefined;
  if (outlook.chanceNone >= 1 - doubtOfLook(goal.confidenceRatio)) return done('decided', 'no size meets the limit');
  return bound <= goal.regretRatio ? done('decided', 'the choice is safe', named, bound) : undefined;
}

/** Whether the last visit has brought another one. */
function isLookDue(seen: readonly Observation[]): boolean {
  const last = seen.reduce((latest, { visit }) => Math.max(latest, visit), 0);
  return looksBy(seen.length) > looksBy(seen.filter(({ visit }) => visit < last).length);
}

function next(outlook: Outlook, standing: Standing, seen: readonly Observation[], options: ExplorerOptions): Move {
  const { candidates, goal } = outlook.problem;
  const { coldPerVisit = 0 } = options;
  const most = (goal.maxInvocations ?? Number.POSITIVE_INFINITY) - seen.length - coldPerVisit;
  const { chosen } = standing;
  const { measured } = outlook.posterior;
  const isNew = measured.length < Math.min(FEWEST_SIZES, candidates.length);
  const known = measured.find((it) => it.index === chosen);
  const best = known === undefined ? undefined : candidates[known.index];
  if (known !== undefined && best !== undefined && known.n < FEWEST_OF_CHOSEN && !isSame(best, options.avoid)) {
    return measure(best, Math.max(1, Math.min(FIRST_COUNT, most)), 'to check the best one so far');
  }
  const { index, count } = bestOption(outlook, { most, coldPerVisit, isNew, avoid: options.avoid });
  const candidate = candidates[index];
  if (candidate === undefined) return done('exhausted', 'nothing is left to measure');
  return measure(candidate, count, reasonFor(outlook, standing, index));
}

import {
  type Candidate,
  canDecide,
  doubtOfLook,
  isSameCandidate,
  looksBy,
  type Model,
  modelOf,
  type Observation,
  type Outlook,
  outlookOf,
  PAID_LOOKS,
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
const FEWEST_OF_CHOSEN = 3;
/** The interval of a median at 95 % needs six values, and three hosts are the fewest that say how much hosts differ. */
const FIRM = { invocations: 6, visits: 3 } as const;
/** Fewer sizes than these do not tell one shape from another, whatever the model says. */
const FEWEST_SIZES = 3;

export interface ExplorerOptions {
  /** How many cold starts each visit begins with, which are paid for and say nothing of a warm duration; 0 in a replay. */
  readonly coldPerVisit?: number;
  /** What a visit costs beside its invocations. */
  readonly visitUsd?: (candidate: Candidate) => number;
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
 * - One warm invocation a visit in a real run: with its cold start it is paid for thrice, and a visit of one says nothing of
 *   what its host adds. In a replay without hosts it is the best there is.
 * - The end at the first look that is safe: a real run had then measured its choice five times on two hosts, and no view
 *   could give an interval of its median. A look is put off until the choice is firm, which is no look more.
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
  return ended(outlook, standing, seen, options) ?? next(outlook, standing, seen, options);
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
  const own = seen.filter((it) => isSameCandidate(it, candidate));
  return own.length > 0 && own.every(({ durationMs }) => durationMs === undefined);
}

function firstOf({ candidates }: Problem, { first, avoid }: ExplorerOptions): Candidate {
  if (first !== undefined && !isSameCandidate(first, avoid)) return first;
  const others = candidates.filter((it) => !isSameCandidate(it, avoid));
  return (others.length === 0 ? candidates : others).reduce((best, it) =>
    octavesFromFirst(it) < octavesFromFirst(best) ? it : best,
  );
}

const octavesFromFirst = ({ memorySizeMB }: Candidate): number => Math.abs(Math.log2(memorySizeMB / FIRST_MB));

/** Whether this is the end, where a look is due; otherwise undefined. */
function ended(outlook: Outlook, { chosen, bound }: Standing, seen: readonly Observation[], options: ExplorerOptions) {
  const { candidates, goal } = outlook.problem;
  const named = chosen === undefined ? undefined : candidates[chosen];
  const end = (why: Ended['ended'], text: string) => done(why, text, named, named === undefined ? null : bound);
  if (mostWarm(goal, seen, options) < 1) return end('max-invocations', 'the invocations are made');
  const isEarly = outlook.posterior.measured.length < Math.min(FEWEST_SIZES, candidates.length);
  if (isEarly || !isLookDue(seen, named, options)) return undefined;
  if (outlook.chanceNone >= 1 - doubtOfLook(goal.confidenceRatio)) return done('decided', 'no size meets the limit');
  if (named !== undefined && bound <= goal.regretRatio && isFirm(named, seen, options))
    return end('decided', 'the choice is safe');
  const isBounded = [goal.maxInvocations, goal.budgetUsd, goal.maxTimeMs].some((it) => it !== undefined);
  return isBounded || looksBy(seen.length) <= PAID_LOOKS
    ? undefined
    : end('exhausted', `none of the ${PAID_LOOKS} looks at the data that its confidence pays for was safe`);
}

/** Warm invocations that one more visit may make. */
const mostWarm = (
  { maxInvocations = Number.POSITIVE_INFINITY }: Problem['goal'],
  seen: readonly Observation[],
  { coldPerVisit = 0 }: ExplorerOptions,
): number => maxInvocations - seen.length - coldPerVisit;

/** Whether so much was measured of it that a real run can say what it does there; a replay asks for no more than the bound. */
function isFirm(candidate: Candidate, seen: readonly Observation[], { coldPerVisit = 0 }: ExplorerOptions): boolean {
  if (coldPerVisit === 0) return true;
  const own = seen.filter((it) => it.kind === 'warm' && it.durationMs !== undefined && isSameCandidate(it, candidate));
  return own.length >= FIRM.invocations && new Set(own.map(({ visit }) => visit)).size >= FIRM.visits;
}

/**
 * Whether the last visit has brought another one. A look that could not be the end, as the choice was not firm, is put off
 * until it is: visits that made it so count as one with the visit before.
 */
function isLookDue(seen: readonly Observation[], chosen: Candidate | undefined, options: ExplorerOptions): boolean {
  const visits = [...new Set(seen.map(({ visit }) => visit))].sort((a, b) => b - a);
  const before = (visit: number) => seen.filter((it) => it.visit < visit);
  const from = visits.find((visit) => {
    const isOfChosen = chosen !== undefined && seen.some((it) => it.visit === visit && isSameCandidate(it, chosen));
    return !isOfChosen || isFirm(chosen, before(visit), options);
  });
  return looksBy(seen.length) > looksBy(before(from ?? 0).length);
}

function next(outlook: Outlook, standing: Standing, seen: readonly Observation[], options: ExplorerOptions): Move {
  const { candidates, goal } = outlook.problem;
  const { coldPerVisit = 0 } = options;
  const most = mostWarm(goal, seen, options);
  const { measured } = outlook.posterior;
  const isNew = measured.length < Math.min(FEWEST_SIZES, candidates.length);
  const known = measured.find((it) => it.index === standing.chosen);
  const best = known === undefined ? undefined : candidates[known.index];
  const count = Math.max(1, Math.min(FIRST_COUNT, most));
  if (best !== undefined && known !== undefined && !isSameCandidate(best, options.avoid)) {
    if (known.n < FEWEST_OF_CHOSEN) return measure(best, count, 'to check the best one so far');
    const looksSafe = !isNew && standing.bound <= goal.regretRatio;
    if (looksSafe && !isFirm(best, seen, options)) return measure(best, count, 'it looks safe: to know it well');
  }
  const option = bestOption(outlook, { most, coldPerVisit, isNew, avoid: options.avoid, visitUsd: options.visitUsd });
  const candidate = candidates[option.index];
  if (candidate === undefined) return done('exhausted', 'nothing is left to measure');
  return measure(candidate, option.count, reasonFor(outlook, standing, option.index));
}

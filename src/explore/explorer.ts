import {
  type Candidate,
  type Model,
  modelOf,
  type Observation,
  type Outlook,
  outlookOf,
  type Problem,
  standingOf,
} from '../curve/index.js';
import { milliseconds } from '../units/index.js';
import { doubtOfLook, looksBy } from './looks.js';
import type { Move, Policy } from './move.js';
import { type Option, Valuation } from './value.js';

/** Draws of what may be true: of a doubt of 0.8 % twelve remain to say where the bound is. */
const DRAWS = 1500;
/** Where nothing is known: the middle of what people configure, and the size at which most functions work. */
const FIRST_MB = 512;
const FIRST_COUNT = 2;
/** Of one visit. More at once would be decided by one host. */
const COUNTS = [1, 2, 4, 8] as const;
/** Fewer sizes than these do not tell one shape from another, whatever the model says. */
const FEWEST_SIZES = 3;

export interface ExplorerOptions {
  /** What a visit costs before its first warm invocation, in warm invocations: a real one begins with a cold start. */
  readonly visitOverhead?: number;
  readonly draws?: number;
}

/** Kelvin's own way: measures where it is worth most by what it costs, and stops when the choice is safe. */
export function explorerPolicy(problem: Problem, options: ExplorerOptions = {}): Policy {
  const model = modelOf(problem.candidates);
  return { name: 'kelvin', next: (seen) => nextOf(model, problem, seen, options) };
}

function nextOf(model: Model, problem: Problem, seen: readonly Observation[], options: ExplorerOptions): Move {
  const { goal, candidates } = problem;
  if (seen.length === 0)
    return { kind: 'measure', candidate: firstOf(candidates), count: FIRST_COUNT, why: 'where most functions work' };
  const outlook = outlookOf(model, problem, seen, options.draws ?? DRAWS);
  const { chosen, bound } = standingOf(outlook, doubtOfLook(goal.confidenceRatio));
  const n = seen.filter(({ kind }) => kind === 'warm').length;
  const done = (why: string): Move => ({
    kind: 'done',
    chosen: chosen === undefined ? undefined : candidates[chosen],
    boundRatio: bound,
    why,
  });
  const lastVisit = Math.max(...seen.map(({ visit }) => visit));
  const before = seen.filter(({ visit, kind }) => kind === 'warm' && visit < lastVisit).length;
  const isDue = looksBy(n) > looksBy(before);
  const sizes = outlook.posterior.measured.length;
  if (isDue && bound <= goal.regretRatio && sizes >= Math.min(FEWEST_SIZES, candidates.length))
    return done('the choice is safe');
  if (goal.maxInvocations !== undefined && n >= goal.maxInvocations) return done('as many invocations as asked for');
  const left = (goal.maxInvocations ?? Number.POSITIVE_INFINITY) - n;
  const best = bestOption(outlook, left, options.visitOverhead ?? 0);
  const candidate = candidates[best.index] as Candidate;
  return { kind: 'measure', candidate, count: best.count, why: '' };
}

const firstOf = (candidates: readonly Candidate[]): Candidate =>
  candidates.reduce((best, it) => (octavesFromFirst(it) < octavesFromFirst(best) ? it : best));

const octavesFromFirst = ({ memorySizeMB }: Candidate): number => Math.abs(Math.log2(memorySizeMB / FIRST_MB));

function bestOption(outlook: Outlook, left: number, overhead: number): Option {
  const { problem, posterior } = outlook;
  const valuation = new Valuation(
    outlook,
    posterior.measured.map(({ index }) => index),
  );
  let best: Option = { index: 0, count: 1 };
  let most = Number.NEGATIVE_INFINITY;
  problem.candidates.forEach((candidate, index) => {
    const price = problem.priceUsd(candidate, milliseconds(meanDuration(outlook, index)));
    for (const count of COUNTS) {
      if (count > left) continue;
      const worth = valuation.of({ index, count }) / (price * (count + overhead));
      if (worth <= most) continue;
      most = worth;
      best = { index, count };
    }
  });
  return best;
}

function meanDuration({ durations, count, problem }: Outlook, index: number): number {
  const size = problem.candidates.length;
  let sum = 0;
  for (let row = 0; row < count; row++) sum += Math.log(durations[row * size + index] as number);
  return Math.exp(sum / count);
}

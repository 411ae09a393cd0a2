import { type Candidate, type Observation, problemOf } from '../../../src/curve/index.js';
import { type ExplorerOptions, explorerPolicy, type Move } from '../../../src/explore/index.js';
import { payloadSequence } from '../../../src/explore/payload-sequence.js';
import { bookFor } from '../../../src/pricing/index.js';
import { ratio } from '../../../src/units/index.js';
import { headerWith } from '../../fixtures/recording.js';
import { diceOf, observed, type Truth, trueRegrets } from './truth.js';

const BOOK = bookFor('us-east-1');
export const GOAL = { regretRatio: ratio(0.02), confidenceRatio: ratio(0.95), maxInvocations: 100 };
/** Beyond it a run has no end. */
const MOST_MOVES = 400;

export interface SimulatedRun {
  readonly seen: readonly Observation[];
  readonly asked: readonly Extract<Move, { kind: 'measure' }>[];
  readonly done: Extract<Move, { kind: 'done' }>;
  /** How much worse the chosen size truly is than the best; undefined where none was chosen. */
  readonly regret: number | undefined;
  /** Whether any size truly does what is asked. */
  readonly isPossible: boolean;
  readonly smallestThatWorksMB: number;
  /** Longest of the choices of a next move. */
  readonly slowestMs: number;
}

/** One run from nothing to its end, as a real one goes: the problem by the header and by what failed so far. */
export function simulate(truth: Truth, seed: number, options: ExplorerOptions = {}): SimulatedRun {
  const header = headerWith({ scenario: { exploration: GOAL, ...truth.scenario } });
  const dice = diceOf(seed);
  const seen: Observation[] = [];
  const asked: Extract<Move, { kind: 'measure' }>[] = [];
  const { coldPerVisit = 1 } = options;
  let slowestMs = 0;
  for (let visit = 0; visit < MOST_MOVES; visit++) {
    const problem = problemOf({ ...header, seed }, seen, BOOK);
    const began = performance.now();
    const move = explorerPolicy(problem, { ...options, coldPerVisit }).next(seen);
    slowestMs = Math.max(slowestMs, performance.now() - began);
    if (move.kind === 'done') {
      const works = problem.candidates.filter((it) => truth.failsAt?.(it) !== true);
      const regrets = trueRegrets(truth, { ...problem, candidates: works }, seed);
      const index = works.findIndex((it) => isSame(it, move.chosen));
      const regret = regrets?.[index];
      const smallestThatWorksMB = works[0]?.memorySizeMB ?? 0;
      return { seen, asked, done: move, regret, isPossible: regrets !== undefined, smallestThatWorksMB, slowestMs };
    }
    asked.push(move);
    const slower = (truth.hostOf?.(dice) ?? 1) * (truth.driftBy?.(seen.length) ?? 1);
    for (let index = 0; index < coldPerVisit + move.count; index++) {
      const kind = index < coldPerVisit ? 'cold' : 'warm';
      const [payload = ''] = payloadSequence(header.scenario.payloads, seed, seen.length, 1);
      seen.push(observed(truth, { candidate: move.candidate, visit, kind, payload }, slower, dice));
    }
  }
  throw new Error(`no end after ${MOST_MOVES} visits`);
}

export const isSame = (a: Candidate, b: Candidate | undefined): boolean =>
  a.memorySizeMB === b?.memorySizeMB && a.architecture === b.architecture;

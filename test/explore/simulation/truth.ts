import { type Candidate, type Observation, type Problem, regretsOf } from '../../../src/curve/index.js';
import type { Header } from '../../../src/recording/index.js';
import { gaussian, type Random, seededRandom } from '../../../src/statistics/index.js';
import { milliseconds } from '../../../src/units/index.js';

/** A made-up function: what it truly does at each size, and what it lets see. */
export interface Truth {
  /** What is asked, as a run's header has it. */
  readonly scenario: Partial<Header['scenario']>;
  /** One warm Duration, noise of single invocations included, but not that of hosts and of time. */
  readonly durationMs: (candidate: Candidate, payload: string, dice: Dice) => number;
  /** By how much the host of a visit is slower; 1 without it. */
  readonly hostOf?: (dice: Dice) => number;
  /** How much slower it got from the first invocation of a run to so many later. */
  readonly driftBy?: (invocations: number) => number;
  /** Lacks memory there. */
  readonly failsAt?: (candidate: Candidate) => boolean;
  readonly initMs?: (candidate: Candidate) => number;
}

export interface Dice {
  readonly uniform: Random;
  readonly normal: () => number;
}

export function diceOf(seed: number): Dice {
  const uniform = seededRandom(seed);
  return { uniform, normal: gaussian(seededRandom(seed + 0x9e37)) };
}

/** A first invocation runs slower, as code is compiled. */
const COLD = 1.2;
const initOf = ({ initMs = () => 200 }: Truth, candidate: Candidate): number => initMs(candidate);

/** One invocation of a visit to a host. */
export function observed(
  truth: Truth,
  at: Pick<Observation, 'visit' | 'kind' | 'payload'> & { readonly candidate: Candidate },
  slower: number,
  dice: Dice,
): Observation {
  const { candidate, ...how } = at;
  if (truth.failsAt?.(candidate) === true) return { ...candidate, ...how };
  const isCold = how.kind === 'cold';
  const durationMs = truth.durationMs(candidate, how.payload, dice) * slower * (isCold ? COLD : 1);
  const initDurationMs = isCold ? initOf(truth, candidate) : 0;
  return {
    ...{ ...candidate, ...how, durationMs: milliseconds(durationMs) },
    billedDurationMs: milliseconds(Math.max(1, Math.ceil(durationMs + initDurationMs))),
    ...(isCold ? { initDurationMs: milliseconds(initDurationMs) } : {}),
  };
}

/** Draws of the truth: the same dice for each size, so that their error is the same at each. */
const DRAWS = 1500;
const PERCENTILES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 } as const;

/** How much worse than the best each candidate truly is. */
export function trueRegrets(truth: Truth, problem: Problem, seed: number): readonly number[] | undefined {
  const { objective, coldShareRatio: coldShare, candidates, monthUsd } = problem;
  const figures = candidates.map((candidate) => {
    const warm = drawsOf(truth, problem, candidate, 'warm', seed);
    const cold = coldShare === 0 ? warm : drawsOf(truth, problem, candidate, 'cold', seed);
    const billed = (1 - coldShare) * warm.billedMs + coldShare * cold.billedMs;
    const price = monthUsd ?? problem.priceUsd;
    const costUsd = price(candidate, milliseconds(billed));
    const medianMs = percentileOf([[warm.sorted, 1]], 0.5);
    if (objective.kind !== 'max-duration') return { costUsd, medianMs };
    const parts: Part[] =
      objective.of === 'all'
        ? [
            [warm.sorted, 1 - coldShare],
            [cold.sorted, coldShare],
          ]
        : [[warm.sorted, 1]];
    return { costUsd, medianMs, limitedMs: percentileOf(parts, PERCENTILES[objective.percentile]) };
  });
  return regretsOf(figures, objective)?.ratios;
}

function drawsOf(truth: Truth, { payloads }: Problem, candidate: Candidate, kind: 'cold' | 'warm', seed: number) {
  const dice = diceOf(seed);
  const total = payloads.reduce((sum, { weight }) => sum + weight, 0);
  const all = Array.from({ length: DRAWS }, (_, index) => {
    let left = ((index + 0.5) / DRAWS) * total;
    const payload = payloads.find(({ weight }) => {
      left -= weight;
      return left < 0;
    });
    const at = { candidate, kind, visit: 0, payload: payload?.name ?? '' };
    return observed({ ...truth, failsAt: () => false }, at, truth.hostOf?.(dice) ?? 1, dice);
  });
  const latencies = all.map(({ durationMs = 0, initDurationMs = 0 }) => durationMs + initDurationMs);
  return {
    billedMs: all.reduce((sum, { billedDurationMs = 0 }) => sum + billedDurationMs, 0) / all.length,
    sorted: latencies.sort((a, b) => a - b),
  };
}

type Part = readonly [sorted: readonly number[], share: number];

function percentileOf(parts: readonly Part[], p: number): number {
  const weighted = parts.flatMap(([values, share]) =>
    values.map((value) => ({ value, weight: share / values.length })),
  );
  weighted.sort((a, b) => a.value - b.value);
  let held = 0;
  for (const { value, weight } of weighted) {
    held += weight;
    if (held >= p - 1e-9) return value;
  }
  return weighted[weighted.length - 1]?.value ?? Number.NaN;
}

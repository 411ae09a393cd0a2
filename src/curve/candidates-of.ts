import type { Architecture } from '../pricing/index.js';
import type { Header } from '../recording/index.js';
import { type Megabytes, megabytes } from '../units/index.js';
import { type Candidate, isSameCandidate, type Observation } from './observation.js';

/**
 * Of a range every size is a candidate, and so many are looked at: neighbours are 4 % apart, so that where the curve is
 * smooth the nearer of two costs at most 2 % more than any size between, and up to 4 % just above a step of a staircase. The
 * regret bound is over those that are looked at. Finer ones would cost more time at each move than they save.
 */
const GRID_RATIO = 1.04;
/** Where another vCPU begins (Lambda quotas page, read 2026-10), as long as the function can use one. */
const ONE_VCPU_MB = 1769;

/** The candidates of a recording's header, those that cannot work left out. */
export function candidatesOf({ scenario }: Header, seen: readonly Observation[]): Candidate[] {
  const sizes = sizesOf(scenario);
  const all = scenario.architectures.flatMap((architecture) =>
    sizes.map((memorySizeMB) => ({ memorySizeMB, architecture })),
  );
  return workingOf(all, seen);
}

/** Those of the candidates that may still work. */
export function workingOf(candidates: readonly Candidate[], seen: readonly Observation[]): Candidate[] {
  const smallest = { x86_64: smallestThatWorks('x86_64', seen), arm64: smallestThatWorks('arm64', seen) };
  return candidates.filter((it) => it.memorySizeMB >= smallest[it.architecture] && !isGivenUp(it, seen));
}

function sizesOf({ memorySizesMB, exploration }: Header['scenario']): Megabytes[] {
  const range = exploration?.rangeMB;
  if (range === undefined) return [...memorySizesMB].sort((a, b) => a - b);
  const steps = Math.floor(Math.log(range.high / range.low) / Math.log(GRID_RATIO));
  const even = Array.from({ length: steps + 1 }, (_, step) => Math.round(range.low * GRID_RATIO ** step));
  const vcpus = Array.from({ length: 5 }, (_, index) => ONE_VCPU_MB * (index + 1));
  const all = [...even, ...vcpus, ...memorySizesMB, range.low, range.high];
  return [...new Set(all)]
    .filter((size) => size >= range.low && size <= range.high)
    .sort((a, b) => a - b)
    .map(megabytes);
}

/** A size is given up when two visits brought failures alone, and no smaller one is tried then: what lacks memory lacks more. */
const VISITS_BEFORE_GIVING_UP = 2;

export function isGivenUp(candidate: Candidate, seen: readonly Observation[]): boolean {
  const own = seen.filter((it) => isSameCandidate(it, candidate));
  if (own.some(({ durationMs }) => durationMs !== undefined)) return false;
  return new Set(own.map(({ visit }) => visit)).size >= VISITS_BEFORE_GIVING_UP;
}

/** Above the largest that was given up below one that works. */
function smallestThatWorks(architecture: Architecture, seen: readonly Observation[]): number {
  const own = seen.filter((it) => it.architecture === architecture);
  const works = own.filter(({ durationMs }) => durationMs !== undefined).map(({ memorySizeMB }) => memorySizeMB);
  const least = Math.min(...works);
  const failed = own.filter((it) => it.memorySizeMB < least && isGivenUp(it, seen));
  return Math.max(0, ...failed.map(({ memorySizeMB }) => memorySizeMB + 1));
}

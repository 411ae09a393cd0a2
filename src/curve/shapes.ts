import { megabytes } from '../units/index.js';
import type { Candidate } from './observation.js';
import { throttledDurationMs } from './throttled-duration.js';

/** What a duration may be as a function of the memory size, before anything was measured: one hypothesis of many. */
export interface Shape {
  /** Waiting for others, in units of the computing that one whole vCPU needs: 0 only computes, infinity only waits. */
  readonly waiting: number;
  /** How many vCPUs it can use. */
  readonly vcpus: number;
  /** CPU time of an invocation, where the shape is that of so short a task and of no other. */
  readonly cpuMs?: number;
  /** Logarithm of what it is believed by before the first measurement. */
  readonly logPrior: number;
  /** Logarithm of the duration at each candidate: but for one added constant, or to the letter where `cpuMs` is known. */
  readonly values: Float64Array;
}

/** Memory of one vCPU (Lambda quotas page, read 2026-10). CPU is handed out in proportion, up to this by a quota. */
const ONE_VCPU_MB = 1769;

/** From no waiting at all to nothing else, about a factor of two apart: between two neighbours no curve is 5 % from both. */
const WAITING = [0, 0.03, 0.07, 0.15, 0.3, 0.6, 1.2, 2.5, 5, 10, 25, 80, 1e6] as const;

/** Most code has one thread; what has more has as many as there are, which AWS says are six at 10,240 MB. */
const VCPUS = [
  { vcpus: 1, prior: 0.55 },
  { vcpus: 2, prior: 0.2 },
  { vcpus: 3, prior: 0.1 },
  { vcpus: 6, prior: 0.15 },
] as const;

/**
 * A task of a few periods of the quota (20 ms) takes a staircase of times, see `throttledDurationMs`. Where the steps are
 * depends on its CPU time to some per cent. Below 1.5 ms there is one step only; above 150 ms the steps are below 5 %, which
 * the roughness of the model covers.
 */
const SHORTEST_MS = 1.5;
const LONGEST_MS = 150;
const STEP = 1.05;
const STAIRCASE_WAITING = [0, 0.3, 1.2, 5] as const;
const STAIRCASE_PRIOR = 0.5;

/** CPU time varies between invocations of the same code, which rounds the steps off. */
const JITTER: readonly number[] = [-0.05, -0.025, 0, 0.025, 0.05];

/** All that are considered. */
export function shapesFor(candidates: readonly Candidate[]): Shape[] {
  return [...smoothShapes(candidates), ...staircases(candidates)];
}

function smoothShapes(candidates: readonly Candidate[]): Shape[] {
  return WAITING.flatMap((waiting) => {
    const isFlat = waiting === WAITING[WAITING.length - 1];
    return VCPUS.filter(({ vcpus }) => !isFlat || vcpus === 1).map(({ vcpus, prior }) => ({
      waiting,
      vcpus,
      logPrior: Math.log((isFlat ? 1 : prior) / WAITING.length),
      values: Float64Array.from(candidates, ({ memorySizeMB }) =>
        Math.log(1 / Math.min(memorySizeMB / ONE_VCPU_MB, vcpus) + waiting),
      ),
    }));
  });
}

function staircases(candidates: readonly Candidate[]): Shape[] {
  const logPrior = Math.log(STAIRCASE_PRIOR / TASKS_MS.length / STAIRCASE_WAITING.length);
  const columns = candidates.map(({ memorySizeMB }) => columnAt(memorySizeMB));
  return TASKS_MS.flatMap((cpuMs, task) =>
    STAIRCASE_WAITING.map((waiting) => ({
      ...{ waiting, vcpus: 1, cpuMs, logPrior },
      values: Float64Array.from(columns, (column) => Math.log((column[task] as number) + waiting * cpuMs)),
    })),
  );
}

const TASKS_MS: readonly number[] = Array.from(
  { length: Math.ceil(Math.log(LONGEST_MS / SHORTEST_MS) / Math.log(STEP)) },
  (_, step) => SHORTEST_MS * STEP ** step,
);

/** What every task takes at a memory size. It is the same for every function and each move asks for it, so it is kept. */
const COLUMNS = new Map<number, Float64Array>();

function columnAt(memorySizeMB: number): Float64Array {
  const known = COLUMNS.get(memorySizeMB);
  if (known !== undefined) return known;
  const column = Float64Array.from(TASKS_MS, (cpuMs) => roundedMs(cpuMs, memorySizeMB));
  COLUMNS.set(memorySizeMB, column);
  return column;
}

const roundedMs = (cpuMs: number, memorySizeMB: number): number =>
  JITTER.reduce((sum, by) => sum + throttledDurationMs(cpuMs * (1 + by), megabytes(memorySizeMB)), 0) / JITTER.length;

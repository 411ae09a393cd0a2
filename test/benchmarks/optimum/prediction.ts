import { throttledDurationMs } from '../../../src/curve/index.js';
import { billOnDemand, bookFor } from '../../../src/pricing/index.js';
import type { Strategy } from '../../../src/scenario/index.js';
import { type Megabytes, milliseconds } from '../../../src/units/index.js';

/** What a handler does in one invocation, as its code says: on one thread, none of it at the same time as another. */
export interface Work {
  /** CPU time at full speed. */
  readonly cpuMs: number;
  /** Waited for others, which no memory size makes shorter. */
  readonly waitMs: number;
  /** Of a cold start, at the same speed at every size. */
  readonly initMs: number;
  /** What it holds in memory, the runtime included. */
  readonly heldMB: number;
}

export interface Wish {
  readonly memorySizesMB: readonly Megabytes[];
  readonly strategy: Strategy;
  readonly coldShareRatio: number;
}

interface Expected {
  readonly memorySizeMB: Megabytes;
  readonly durationMs: number;
  readonly costUsd: number;
}

/** How far the CPU time may be from what was calibrated: hosts change their speed by as much from minute to minute. */
const SPEEDS = [0.85, 1, 1.15] as const;

/**
 * The sizes that must come out, the likeliest first: the best at the calibrated CPU time, and those that are best when
 * the host is somewhat slower or faster. Durations are wait + CPU under the quota, costs AWS's prices for them.
 */
export function predict(work: Work, wish: Wish): readonly Megabytes[] {
  const best = [1, ...SPEEDS].map((speed) => bestOf(expected({ ...work, cpuMs: work.cpuMs * speed }, wish), wish));
  return [...new Set(best.flatMap((it) => it ?? []))];
}

/** A size that cannot hold what the function holds fails, and is no candidate. */
function expected(work: Work, { memorySizesMB, coldShareRatio }: Wish): Expected[] {
  return memorySizesMB
    .filter((memorySizeMB) => memorySizeMB > work.heldMB)
    .map((memorySizeMB) => {
      const durationMs = work.waitMs + throttledDurationMs(work.cpuMs, memorySizeMB);
      const billed = Math.ceil(durationMs) + coldShareRatio * work.initMs;
      return { memorySizeMB, durationMs, costUsd: costOf(memorySizeMB, billed) };
    });
}

const BOOK = bookFor('us-east-1', '2026-11-26');

const costOf = (memorySizeMB: Megabytes, billedMs: number): number =>
  billOnDemand(BOOK, { architecture: 'x86_64', requests: 1, memorySizeMB, billedMs: milliseconds(billedMs) }).totalUsd;

function bestOf(all: readonly Expected[], { strategy }: Wish): Megabytes | undefined {
  switch (strategy.kind) {
    case 'cheapest':
    case 'monthly':
      return least(all, (it) => it.costUsd);
    case 'fastest':
      return least(all, (it) => it.durationMs);
    case 'balanced':
      return least(all, (it) => it.costUsd * it.durationMs);
    case 'within': {
      const limit = Math.min(...all.map((it) => it.costUsd)) * (1 + strategy.costRatio);
      const affordable = all.filter((it) => it.costUsd <= limit);
      return least(affordable, (it) => it.durationMs);
    }
    case 'max-duration': {
      const quick = all.filter((it) => it.durationMs <= strategy.limitMs);
      return least(quick, (it) => it.costUsd);
    }
  }
}

/** The first of equals is the smallest size, which is the cheaper one. */
function least(all: readonly Expected[], figure: (it: Expected) => number): Megabytes | undefined {
  const [first, ...others] = [...all].sort((a, b) => a.memorySizeMB - b.memorySizeMB);
  if (first === undefined) return undefined;
  return others.reduce((best, it) => (figure(it) < figure(best) ? it : best), first).memorySizeMB;
}

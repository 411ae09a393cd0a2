import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { Freezer } from './freezer.js';
import { MIN_QUOTA_US, PERIOD_US } from './limits.js';
import { periodToReach } from './period-grid.js';

/** The files of a group's CFS bandwidth control, in either version of cgroups. */
export interface BandwidthFiles {
  /** @param quotaUs none lifts the limit. @throws where the kernel refuses. */
  write(quotaUs: number | undefined, periodUs: number): void;
  /**
   * What may be kept of unused quota beyond a period's, at most the quota itself: once, not each period. Does nothing where the
   * kernel has none (before Linux 5.14).
   */
  allowBurst(burstUs: number): void;
  /** How many periods the kernel has counted here (`nr_periods` in cpu.stat). */
  periods(): number;
}

/** CPU time in microseconds a period. */
export interface Quotas {
  readonly share: number;
  /** While INIT is boosted; none is all that the host has. */
  readonly boost: number | undefined;
}

/**
 * An invocation begins so long after its period, evenly spread. In the data behind the staircase (UBC, one of the files of
 * single invocations read 2026-11) the client sent the next 100 ms after each answer and the round trip took 60 ms, so that
 * one began every 9 periods and they gathered in the first 4 ms of one.
 */
const BEGINS_AFTER = { least: milliseconds(1.5), most: milliseconds(3.5) };
/**
 * Resuming an environment wakes all its threads, some ten in Node.js, on all its CPUs. Each CPU takes a slice and keeps 1 ms
 * of it (min_cfs_rq_runtime), which the handler's own CPU then lacks, and the waking itself takes up to half a millisecond.
 * On AWS none of it is the function's: its threads sleep in a virtual machine that is resumed as a whole.
 */
const RESUMING_US = 1500;
/** A moment that may lie on either side of a period's end is not used: the grid is known to half a millisecond. */
const UNCERTAINTY = milliseconds(0.6);

/** Two writes take 0.04 ms. Should the first period end before the second, the grid lies elsewhere. */
const WRITTEN_WITHIN = milliseconds(0.2);

/** Moments are monotonic. */
interface Rest {
  readonly since: Milliseconds;
  readonly periods: number;
}

/**
 * Holds one group to its share as Lambda does, by CFS bandwidth control (kernel/sched/fair.c; Linux 6.18 read 2026-11), and
 * lets each activity begin with a period.
 *
 * What makes AWS's staircase: every period refills the pool to the quota. What runs is charged at the timer tick (and when
 * it sleeps), a CPU taking slices of 5 ms from the pool, and is throttled at the first tick that finds the pool empty: it has
 * overrun by up to a tick (4 ms at HZ=250) and pays that back from the next periods. So a task ends some milliseconds after
 * the beginning of a period, as many periods late as its CPU time has quotas in it, and what is left after the last tick is
 * free. Where in a period it began decides about steps of a tick's length, and with the kernel's own timer that is
 * anywhere: 17 ms of CPU take 17 to 29 ms at 770 MB here, on AWS 21.5.
 *
 * The timer keeps its grid for ever: it stops when nothing has run for a period, and goes on with the next point of the
 * grid (hrtimer_forward_now in start_cfs_bandwidth). On AWS's hosts the grid is that of the ticks; since Linux 6.4 each group
 * has a random one ("sched: Interleave cfs bandwidth timers"). It can only be moved while it is stopped, by writing a period
 * that ends where the next one should, and then the real one. Once it has stopped all debts are paid and the pool is full,
 * so nobody gains CPU time by it. What HZ and slice do: at HZ=1000 the overrun is 1 ms and the staircase nearly the straight
 * line of memory / 1,769; at HZ=100 it is 10 ms.
 */
export class CpuBandwidth {
  readonly #files: BandwidthFiles;
  readonly #quotas: Quotas;
  readonly #now: () => Milliseconds;
  readonly #random: () => number;
  /** A point of the grid, or undefined while that is not known. */
  #anchor: Milliseconds | undefined;
  #rest: Rest | undefined;
  /** What runs began with a period, after a long rest. */
  #hasRested = false;

  /** @param now monotonic, on the kernel's CLOCK_MONOTONIC but for its zero. @param random 0..1 */
  constructor(
    files: BandwidthFiles,
    quotas: Quotas,
    now = () => milliseconds(performance.now()),
    random: () => number = Math.random,
  ) {
    this.#files = files;
    this.#quotas = quotas;
    this.#now = now;
    this.#random = random;
  }

  /**
   * For a new group. A timer that has never run starts within one period from now, and no period is shorter than 1 ms: so
   * much is known of its grid, unless the emulator was held up.
   */
  boost(): void {
    const isShort = this.#beginShort();
    const started = this.#now();
    this.#files.write(this.#quotas.boost, PERIOD_US);
    if (isShort && this.#now() - started < WRITTEN_WITHIN) this.#anchor = milliseconds(started + 0.5);
  }

  /** The shortest period has a whole CPU, which version 1 refuses where the group above has less: in a small container. */
  #beginShort(): boolean {
    try {
      this.#files.write(MIN_QUOTA_US, MIN_QUOTA_US);
      return true;
    } catch {
      return false;
    }
  }

  limit(): void {
    this.#files.write(this.#quotas.share, PERIOD_US);
    this.#files.allowBurst(Math.min(RESUMING_US, this.#quotas.share));
  }

  /** A process dies in its own CPU time, and would take as long about it as its share is small. */
  unlimit(): boolean {
    try {
      this.#files.write(undefined, PERIOD_US);
      return true;
    } catch {
      return false;
    }
  }

  /** Nothing of the group runs from now on. */
  rest(): void {
    this.#rest = this.#anchor === undefined ? undefined : { since: this.#now(), periods: this.#files.periods() };
  }

  /** Something is about to run again: at the beginning of a period, if it has rested for two to four of them. */
  wake(): void {
    const rest = this.#rest;
    this.#rest = undefined;
    this.#hasRested = false;
    if (rest === undefined || this.#anchor === undefined) return;
    const counted = this.#files.periods() - rest.periods;
    const { least, most } = BEGINS_AFTER;
    const begun = least + (most - least) * this.#random();
    const now = this.#now();
    const move = periodToReach({
      ...{ anchor: this.#anchor, restsSince: rest.since, counted, uncertainty: UNCERTAINTY, now },
      next: milliseconds(now + PERIOD_US / 1000 - begun),
    });
    if (move === undefined) return;
    this.#files.write(this.#quotas.share, move.periodUs);
    this.#files.write(this.#quotas.share, PERIOD_US);
    this.#anchor = move.reaches;
    this.#hasRested = true;
  }

  /**
   * The runtime has answered and asks for the next. On AWS it is answered from within its own virtual machine (`rapid`), does
   * not leave the CPU meanwhile, and ends within the tick that is free. Here it waits for another process, and who waits
   * is charged at once: a runtime that owes a millisecond would stand still for a whole period before it can ask. So the
   * quota is filled, which forgives what is owed. Only after a long rest: back to back, shares would be exceeded by it.
   */
  finish(): void {
    if (!this.#hasRested) return;
    this.#hasRested = false;
    this.#files.write(this.#quotas.share, PERIOD_US);
  }
}

/** Frozen is what rests: the periods begin before the processes go on. */
export const restingWhileFrozen = ({ freeze, thaw }: Freezer, bandwidth: CpuBandwidth): Freezer => ({
  freeze(leaders) {
    freeze(leaders);
    bandwidth.rest();
  },
  thaw(leaders) {
    bandwidth.wake();
    thaw(leaders);
  },
});

import { type Milliseconds, milliseconds } from '../units/index.js';
import type { HostObservation } from './host-observation.js';
import type { Measurement } from './measurement.js';

/**
 * A measurement is disturbed when the host has made it longer by more than this share of what it would have taken. The
 * emulator's CPU share is good for about as much on a quiet host, so a smaller delay is within what is promised anyway.
 */
export const TOLERATED_DELAY_RATIO = 0.05;
/** What Lambda bills by. A wake-up takes tenths of a millisecond anywhere, on Lambda's hosts too. */
export const TOLERATED_DELAY_MS = 1;
/** Of a quota, on Lambda and on the emulator. */
const PERIOD_MS = 20;
/** A period is less than the tolerated share of a longer invocation. */
const LONGEST_STEPPED_MS = PERIOD_MS / TOLERATED_DELAY_RATIO;
/** What the emulator and its client use between two invocations is less, and a compiler or a browser more. */
const TOLERATED_OTHER_CPUS = 0.5;
/** Of the counters of CPU time and steal. */
const TICK_MS = 10;

/**
 * How much longer the host has made an invocation: the time that it was able to run and did not, for another reason than
 * its quota, and what it had to wait for the emulator to take its answer.
 *
 * Nothing in it is taken from the Duration's own value, and it is held against that value less itself: leaving
 * measurements out for being long would make every figure too good. A longer invocation meets more of the host's
 * trouble, but in proportion to its length, and so does what it may be delayed by.
 */
export function hostDelayMs(host: HostObservation): Milliseconds {
  const delay = contentionMs(host) + lateAnswerMs(host) + stolenMs(host);
  return milliseconds(Math.min(delay, host.observedMs));
}

/**
 * Waiting within a period that the quota would have ended early anyway takes nothing: what was throttled less then. And
 * nobody waits for others longer than others have run: the rest is the function's own threads waiting for each other.
 */
function contentionMs(host: HostObservation): number {
  const waitingMs: number = host.waitingMs ?? 0;
  const { throttledMs, expectedThrottledMs, otherCpuTimeMs } = host;
  const notRunning = waitingMs + (throttledMs ?? 0);
  const beyondQuota = Math.max(0, notRunning - (expectedThrottledMs ?? 0));
  const others = otherCpuTimeMs === undefined ? Number.POSITIVE_INFINITY : otherCpuTimeMs + TICK_MS;
  return Math.min(waitingMs, beyondQuota, others);
}

/**
 * While the function runs nobody misses the emulator: only in time that the function neither ran nor was kept from it
 * can the emulator have been waited for.
 */
function lateAnswerMs({ emulatorWaitingMs, observedMs, cpuTimeMs, throttledMs, waitingMs }: HostObservation): number {
  const idle = observedMs - cpuTimeMs - (throttledMs ?? 0) - (waitingMs ?? 0);
  return Math.max(0, Math.min(emulatorWaitingMs ?? 0, idle));
}

/** The hypervisor takes a CPU from whoever runs on it: the invocation's part of that is its part of all CPU time. */
function stolenMs({ stealMs, cpuTimeMs, otherCpuTimeMs }: HostObservation): number {
  const all = cpuTimeMs + (otherCpuTimeMs ?? 0);
  return stealMs === undefined || all === 0 ? 0 : (stealMs * cpuTimeMs) / all;
}

/**
 * Whether its quota held it back by steps that nobody can foretell. A short invocation takes a step of some milliseconds
 * more or less by where in a period it begins, which the emulator sees to. Beside other work it cannot: at 682 MB, with a
 * process on one of two CPUs, 16 ms of CPU took 18 to 40 ms, most of them too few, and none of it was waiting (2026-11).
 */
function isOffTheGrid({ quotaShareRatio, observedMs, cpuTimeMs, otherCpuTimeMs }: HostObservation): boolean {
  if (quotaShareRatio === undefined || otherCpuTimeMs === undefined) return false;
  // A whole quota is there whenever it begins: who needs no more is not held back.
  if (cpuTimeMs <= quotaShareRatio * PERIOD_MS) return false;
  const otherCpus = (otherCpuTimeMs - TICK_MS) / observedMs;
  return observedMs < LONGEST_STEPPED_MS && otherCpus > TOLERATED_OTHER_CPUS;
}

/**
 * Whether the host has disturbed a measurement so much that it says more of the host than of the function. Of one
 * without an observation (on AWS, and of older recordings) that is not known, and it counts.
 */
export function isDisturbed({ host }: Pick<Measurement, 'host'>): boolean {
  if (host === undefined) return false;
  const delay = hostDelayMs(host);
  if (isOffTheGrid(host)) return true;
  return delay > TOLERATED_DELAY_MS && delay > TOLERATED_DELAY_RATIO * (host.observedMs - delay);
}

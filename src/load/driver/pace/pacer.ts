import { Worker } from 'node:worker_threads';
import { MetronomeMemory, monotonicClock } from './metronome-memory.js';

/** The share of time that may be spent on waiting awake for a moment that is near. */
const AWAKE_RATIO = 0.15;
/** The longest that is waited awake at once: what a thread oversleeps where it is not starved. */
const LONGEST_AWAKE_MS = 1;
/** Moments that are nearer than this to now share a waking, when nothing is left to wait awake. */
const GRAIN_MS = 0.2;

/**
 * Calls back at a moment, to a few hundredths of a millisecond while the thread has a CPU. It sleeps until shortly before,
 * as long before as it has overslept of late, and turns the event loop for the rest: never for more than a seventh of the
 * time, whatever the rate.
 */
export class Pacer {
  /** Before it, moments are met late. */
  readonly ready: Promise<void>;
  readonly #wake: () => void;
  readonly #memory = new MetronomeMemory();
  readonly #metronome: Worker;
  readonly #clock = monotonicClock();
  /** When to call back. */
  #wantedMs: number | undefined;
  /** When the metronome will ring, if it is to. */
  #armedMs: number | undefined;
  #isTurning = false;
  /** How long the thread oversleeps of late, leaning to the longer times. */
  #oversleepsMs = 0.1;
  /** Time that may still be spent awake, as it was at `#creditAtMs`. */
  #creditMs = 0;
  #creditAtMs = 0;
  #latestMs = 0;
  #ended = false;

  /** @param onError what ends the metronome before `end` */
  constructor(wake: () => void, onError: (error: Error) => void) {
    this.#wake = wake;
    this.#metronome = new Worker(new URL('./metronome.js', import.meta.url), {
      workerData: this.#memory.buffer,
      execArgv: [],
    });
    this.ready = new Promise((resolve) => this.#metronome.once('message', () => resolve()));
    this.#metronome.on('message', () => this.#rung());
    this.#metronome.on('error', onError);
  }

  /** The clock that `wakeAt` goes by. */
  readonly now = (): number => this.#clock();

  /** Calls back at this moment, and at no earlier one that was asked for before. */
  wakeAt(atMs: number): void {
    this.#wantedMs = atMs;
    this.#approach(this.#clock());
  }

  /** The longest that a call back was late since this was last asked. */
  takeLatest(): number {
    const latest = this.#latestMs;
    this.#latestMs = 0;
    return latest;
  }

  async end(): Promise<void> {
    this.#ended = true;
    this.#wantedMs = undefined;
    await this.#metronome.terminate();
  }

  /** Whenever it rings, early or for a moment that no longer counts: what is to come is reckoned anew. */
  #rung(): void {
    const now = this.#clock();
    const overslept = now - (this.#armedMs ?? Number.POSITIVE_INFINITY);
    this.#armedMs = undefined;
    if (overslept >= 0) {
      const step = Math.min(overslept, LONGEST_AWAKE_MS) - this.#oversleepsMs;
      this.#oversleepsMs += step * (step > 0 ? 0.1 : 0.025);
    }
    this.#approach(now);
  }

  /** Calls back if it is time; else waits for it, awake or asleep. */
  #approach(now: number): void {
    const wanted = this.#wantedMs;
    if (wanted === undefined || this.#isTurning) return;
    const left = wanted - now;
    if (left <= 0 || left <= this.#mayWaitAwake(now)) this.#turn(now);
    else this.#sleepUntil(Math.max(wanted - this.#mayWaitAwake(now), now + GRAIN_MS), now);
  }

  #mayWaitAwake(now: number): number {
    const credit = Math.min(this.#creditMs + (now - this.#creditAtMs) * AWAKE_RATIO, LONGEST_AWAKE_MS);
    this.#creditMs = credit;
    this.#creditAtMs = now;
    return Math.min(credit, this.#oversleepsMs);
  }

  #turn(since: number): void {
    this.#isTurning = true;
    setImmediate(() => {
      this.#isTurning = false;
      if (this.#ended || this.#wantedMs === undefined) return;
      const now = this.#clock();
      if (now < this.#wantedMs) {
        this.#creditMs -= now - since;
        this.#approach(now);
        return;
      }
      this.#latestMs = Math.max(this.#latestMs, now - this.#wantedMs);
      this.#wantedMs = undefined;
      this.#wake();
    });
  }

  /** One ring too early does no harm; the metronome is only told anew when it would come too late. */
  #sleepUntil(atMs: number, now: number): void {
    if (this.#armedMs !== undefined && this.#armedMs <= atMs && this.#armedMs >= now) return;
    this.#armedMs = atMs;
    this.#memory.set(atMs);
  }
}

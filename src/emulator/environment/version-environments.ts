import { milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import { serviceException } from '../service-error.js';
import type { ExecutionEnvironment } from './environment.js';
import type { Job } from './host.js';

/**
 * How long an invocation waits for an environment whose runtime has answered and is not back at `next` yet, before it
 * gets a new one. A client of AWS needs a round trip through the service before it can invoke again, about as long as a
 * runtime needs to come back, so one that invokes in sequence meets the same environment; here the client is on the same
 * machine and would overtake a runtime that has used up its CPU share (20 ms periods, up to three of them at 128 MB).
 */
const COMING_BACK = milliseconds(60);

interface Waiting {
  readonly job: Job;
  readonly cancel: () => void;
}

/** The execution environments of one version of a function, and the invocations that wait for one. */
export class VersionEnvironments {
  readonly #clock: Clock;
  readonly #make: (job: Job) => ExecutionEnvironment;
  readonly #all = new Set<ExecutionEnvironment>();
  /** The most recently used last. */
  #free: ExecutionEnvironment[] = [];
  readonly #waiting: Waiting[] = [];
  #retired = false;

  constructor(clock: Clock, make: (job: Job) => ExecutionEnvironment) {
    this.#clock = clock;
    this.#make = make;
  }

  get isEmpty(): boolean {
    return this.#all.size === 0 && this.#waiting.length === 0;
  }

  dispatch(job: Job): void {
    const free = this.#free.pop();
    if (free !== undefined) free.invoke(job);
    else if (this.#comingBack((it) => it.isBeingReset || it.hasAnswered) > this.#waiting.length) this.#wait(job);
    else this.#start(job);
  }

  onFree(environment: ExecutionEnvironment): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#free.push(environment);
      return;
    }
    next.cancel();
    environment.invoke(next.job);
  }

  onLeaving(environment: ExecutionEnvironment): void {
    this.#free = this.#free.filter((it) => it !== environment);
    const next = this.#waiting.shift();
    next?.cancel();
    if (next !== undefined) this.dispatch(next.job);
  }

  onGone(environment: ExecutionEnvironment): void {
    this.#all.delete(environment);
  }

  retire(): void {
    this.#retired = true;
    this.#free = [];
    for (const environment of [...this.#all]) environment.retire();
  }

  async stop(): Promise<void> {
    for (const { job, cancel } of this.#waiting.splice(0)) {
      cancel();
      job.failed(serviceException('The emulator is closing'));
    }
    await Promise.all([...this.#all].map((environment) => environment.stop()));
  }

  #comingBack(condition: (environment: ExecutionEnvironment) => boolean): number {
    return [...this.#all].filter(condition).length;
  }

  #wait(job: Job): void {
    const cancel = this.#clock.after(COMING_BACK, () => {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      // Killing a few processes has its end soon, and then the environment is free for certain.
      if (this.#comingBack((it) => it.isBeingReset) > this.#waiting.length) this.#wait(job);
      else this.#start(job);
    });
    const waiting: Waiting = { job, cancel };
    this.#waiting.push(waiting);
  }

  #start(job: Job): void {
    try {
      const environment = this.#make(job);
      this.#all.add(environment);
      if (this.#retired) environment.retire();
    } catch (error) {
      job.failed(error);
    }
  }
}

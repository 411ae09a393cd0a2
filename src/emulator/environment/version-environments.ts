import type { Clock } from '../clock.js';
import { serviceException } from '../service-error.js';
import { COMING_BACK } from './coming-back.js';
import type { ExecutionEnvironment } from './environment.js';
import type { Job } from './host.js';
import { Provisioned } from './provisioned.js';

interface Waiting {
  readonly job: Job;
  readonly cancel: () => void;
}

/** The execution environments of one version of a function, and the invocations that wait for one. */
export class VersionEnvironments {
  readonly provisioned: Provisioned;
  readonly #clock: Clock;
  readonly #make: (job: Job) => ExecutionEnvironment;
  /** Those on demand. */
  readonly #all = new Set<ExecutionEnvironment>();
  /** The most recently used last. */
  #free: ExecutionEnvironment[] = [];
  readonly #waiting: Waiting[] = [];
  #retired = false;

  /** @param make an environment for an invocation, or for provisioned concurrency. */
  constructor(clock: Clock, make: (job?: Job) => ExecutionEnvironment) {
    this.#clock = clock;
    this.#make = make;
    this.provisioned = new Provisioned(clock, () => make());
  }

  get isEmpty(): boolean {
    return this.#all.size === 0 && this.#waiting.length === 0 && this.provisioned.isEmpty;
  }

  get hasFreeProvisioned(): boolean {
    return this.provisioned.hasFree;
  }

  /** Or one that is about to be free. */
  get hasFree(): boolean {
    return this.#free.length > 0 || this.#comingBack(isComingBack) > this.#waiting.length;
  }

  dispatch(job: Job, toProvisioned: boolean): void {
    const free = (toProvisioned ? this.provisioned.takeFree() : undefined) ?? this.#free.pop();
    if (free !== undefined) free.invoke(job);
    else if (this.#comingBack(isComingBack) > this.#waiting.length) this.#wait(job);
    else this.#start(job);
  }

  onFree(environment: ExecutionEnvironment): void {
    if (environment.isProvisioned) {
      this.provisioned.onFree(environment);
      return;
    }
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#free.push(environment);
      return;
    }
    next.cancel();
    environment.invoke(next.job);
  }

  onLeaving(environment: ExecutionEnvironment): void {
    if (environment.isProvisioned) this.provisioned.onLeaving(environment);
    const index = this.#free.lastIndexOf(environment);
    if (index >= 0) this.#free.splice(index, 1);
    const next = this.#waiting.shift();
    next?.cancel();
    if (next !== undefined) this.dispatch(next.job, false);
  }

  onGone(environment: ExecutionEnvironment): void {
    this.#all.delete(environment);
    this.provisioned.onGone(environment);
  }

  retire(): void {
    this.#retired = true;
    this.#free = [];
    void this.provisioned.ensure(0);
    for (const environment of [...this.#all]) environment.retire();
  }

  async stop(): Promise<void> {
    for (const { job, cancel } of this.#waiting.splice(0)) {
      cancel();
      job.failed(serviceException('The emulator is closing'));
    }
    await Promise.all([this.provisioned.stop(), ...[...this.#all].map((environment) => environment.stop())]);
  }

  #comingBack(condition: (environment: ExecutionEnvironment) => boolean): number {
    let count = 0;
    for (const environment of this.#all) if (condition(environment)) count += 1;
    return count;
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

const isComingBack = (it: ExecutionEnvironment): boolean => it.isBeingReset || it.hasAnswered;

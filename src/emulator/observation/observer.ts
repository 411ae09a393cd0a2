import type { Milliseconds } from '../../units/index.js';
import type { HostObservation } from './host-observation.js';
import { Watch, type Watched } from './watch.js';

/** Observes the host for those invocations of one execution environment that ask for it, one at a time. */
export class Observer {
  readonly #watched: Watched;
  #watch: Watch | undefined;
  #isBeforeInit = false;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  begin(phase?: 'init'): void {
    this.#watch = new Watch(this.#watched);
    this.#isBeforeInit = phase === 'init';
  }

  /** A process has become its program, so long ago. INIT begins with the first one. */
  entered(late: Milliseconds): void {
    if (this.#isBeforeInit) this.#watch?.restart(late);
    this.#isBeforeInit = false;
  }

  limited(): void {
    this.#watch?.limited();
  }

  take(): HostObservation | undefined {
    const observed = this.#watch?.end();
    this.#watch = undefined;
    return observed;
  }
}

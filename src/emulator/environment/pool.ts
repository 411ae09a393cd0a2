import type { Slot } from '../concurrency/ledger-state.js';
import type { Allocation } from '../concurrency/provisioned-environments.js';
import type { FunctionVersion } from '../functions/configuration.js';
import type { HostObservation } from '../observation/host-observation.js';
import type { SimulatedTimes } from '../platform-noise/simulated.js';
import { serviceException } from '../service-error.js';
import { Admission } from './admission.js';
import { ExecutionEnvironment, type Listener } from './environment.js';
import type { Host, InvocationResult, Job } from './host.js';
import type { Invocation, Outcome } from './invocation.js';
import { VersionEnvironments } from './version-environments.js';

/** All execution environments, by the version that they were made for. */
export class Pool {
  readonly #host: Host;
  readonly #versions = new Map<FunctionVersion, VersionEnvironments>();
  readonly #admission: Admission;
  #closed = false;

  readonly #listener: Listener = {
    onFree: (environment) => this.#of(environment.version).onFree(environment),
    onLeaving: (environment) => this.#of(environment.version).onLeaving(environment),
    onGone: (environment) => this.#forget(environment),
  };

  constructor(host: Host) {
    this.#host = host;
    this.#admission = new Admission(host.clock);
  }

  /**
   * Runs the invocation in the environment that was used last of those that are free, or in a new one.
   * @throws ServiceError TooManyRequestsException where there is no concurrency left for it.
   */
  async invoke(version: FunctionVersion, invocation: Invocation): Promise<InvocationResult> {
    if (this.#closed) throw serviceException('The emulator is closing');
    const admitted = this.#admission.slotFor({
      ask: () => this.#ask(version, invocation),
      isComingBack: () => this.#versions.get(version)?.provisioned.isComingBack ?? false,
    });
    const slot = admitted instanceof Promise ? await admitted : admitted;
    if (this.#closed) {
      slot.release();
      throw serviceException('The emulator is closing');
    }
    return new Promise<InvocationResult>((resolve, reject) => {
      const dispatch = (): void => this.#of(version).dispatch(job, slot.kind === 'provisioned');
      const job = jobOf(invocation, this.#admission, { resolve, reject, slot, retry: dispatch });
      dispatch();
    });
  }

  #ask(version: FunctionVersion, invocation: Invocation): Slot {
    const known = this.#versions.get(version);
    return this.#host.ledger.acquire(version, {
      version: version.version,
      synchronous: invocation.asynchronous !== true,
      provisionedFree: known?.hasFreeProvisioned ?? false,
      warmFree: known?.hasFree ?? false,
    });
  }

  /**
   * Keeps so many environments of the version initialised, whether anyone invokes it or not; 0 gives them up.
   * @returns when all have initialised, or one has failed to. Asking for another number settles what was asked before.
   */
  async ensureProvisioned(version: FunctionVersion, count: number): Promise<Allocation> {
    if (count === 0 && !this.#versions.has(version)) return { kind: 'ready' };
    return this.#of(version).provisioned.ensure(count);
  }

  /** Nobody can invoke this version any more: free environments stop now, busy ones when they are done. */
  retire(version: FunctionVersion): void {
    this.#versions.get(version)?.retire();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#versions.values()].map((it) => it.stop()));
  }

  #of(version: FunctionVersion): VersionEnvironments {
    const known = this.#versions.get(version);
    if (known !== undefined) return known;
    const made = new VersionEnvironments(
      this.#host.clock,
      (job) => new ExecutionEnvironment(this.#host, this.#listener, version, job),
    );
    this.#versions.set(version, made);
    return made;
  }

  #forget(environment: ExecutionEnvironment): void {
    const it = this.#versions.get(environment.version);
    it?.onGone(environment);
    if (it?.isEmpty) this.#versions.delete(environment.version);
  }
}

interface Caller {
  readonly resolve: (result: InvocationResult) => void;
  readonly reject: (error: unknown) => void;
  readonly slot: Slot;
  readonly retry: () => void;
}

const NO_TAIL = Buffer.alloc(0);

/** The caller has its answer when the runtime has given it; the place in the concurrency is free when all is over. */
function jobOf(invocation: Invocation, admission: Admission, { resolve, reject, slot, retry }: Caller): Job {
  let outcome: Outcome | undefined;
  let simulated: SimulatedTimes | undefined;
  const resultOf = (answer: Outcome, logTail: Buffer, observed?: HostObservation): InvocationResult => ({
    ...{ outcome: answer, logTail },
    ...(observed === undefined ? {} : { observed }),
    ...(simulated === undefined ? {} : { simulated }),
  });
  const release = (): void => {
    slot.release();
    if (outcome !== undefined) admission.over();
  };
  return {
    invocation,
    answered(answer) {
      if (outcome === undefined) admission.answered();
      outcome = answer;
      if (invocation.waitForReport !== true) resolve(resultOf(answer, NO_TAIL));
    },
    over(logTail, observed) {
      release();
      if (outcome !== undefined) resolve(resultOf(outcome, logTail, observed));
    },
    simulated(times) {
      simulated = { ...simulated, ...times };
    },
    failed(error) {
      release();
      reject(error);
    },
    retry,
  };
}

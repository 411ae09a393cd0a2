import type { FunctionVersion } from '../functions/configuration.js';
import { ServiceError } from '../service-error.js';
import { ExecutionEnvironment, type Listener } from './environment.js';
import type { Host, InvocationResult, Job } from './host.js';
import type { Invocation, Outcome } from './invocation.js';
import { VersionEnvironments } from './version-environments.js';

/** Lambda's default for an account and region (quotas page, read 2026-10). */
const CONCURRENCY_LIMIT = 1000;

/** All execution environments, by the version that they were made for. */
export class Pool {
  readonly #host: Host;
  readonly #versions = new Map<FunctionVersion, VersionEnvironments>();
  #running = 0;
  #closed = false;

  readonly #listener: Listener = {
    onFree: (environment) => this.#of(environment.version).onFree(environment),
    onLeaving: (environment) => this.#of(environment.version).onLeaving(environment),
    onGone: (environment) => this.#forget(environment),
  };

  constructor(host: Host) {
    this.#host = host;
  }

  /** Runs the invocation in the environment that was used last of those that are free, or in a new one. */
  async invoke(version: FunctionVersion, invocation: Invocation): Promise<InvocationResult> {
    if (this.#closed) throw new ServiceError('ServiceException', 500, 'The emulator is closing');
    if (this.#running >= CONCURRENCY_LIMIT) {
      throw new ServiceError('TooManyRequestsException', 429, 'Rate Exceeded.', {
        Reason: 'ConcurrentInvocationLimitExceeded',
      });
    }
    this.#running += 1;
    return new Promise<InvocationResult>((resolve, reject) => {
      const job = jobOf(invocation, {
        resolve,
        reject,
        over: () => {
          this.#running -= 1;
        },
        retry: () => this.#of(version).dispatch(job),
      });
      this.#of(version).dispatch(job);
    });
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
  readonly over: () => void;
  readonly retry: () => void;
}

const NO_TAIL = Buffer.alloc(0);

/** The caller has its answer when the runtime has given it; the place in the concurrency is free when all is over. */
function jobOf(invocation: Invocation, { resolve, reject, over, retry }: Caller): Job {
  let outcome: Outcome | undefined;
  return {
    invocation,
    answered(answer) {
      outcome = answer;
      if (invocation.waitForReport !== true) resolve({ outcome: answer, logTail: NO_TAIL });
    },
    over(logTail) {
      over();
      if (outcome !== undefined) resolve({ outcome, logTail });
    },
    failed(error) {
      over();
      reject(error);
    },
    retry,
  };
}

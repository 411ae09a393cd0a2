import type { Allocation } from '../concurrency/provisioned-environments.js';
import type { FunctionVersion } from '../functions/configuration.js';
import { ServiceError } from '../service-error.js';
import { ExecutionEnvironment, type Listener } from './environment.js';
import type { Host, InvocationResult, Job } from './host.js';
import type { Invocation } from './state.js';

/** All execution environments, by the version that they were made for. */
export class Pool {
  readonly #host: Host;
  readonly #environments = new Map<FunctionVersion, Set<ExecutionEnvironment>>();
  /** The most recently used last. */
  readonly #free = new Map<FunctionVersion, ExecutionEnvironment[]>();
  #closed = false;

  readonly #listener: Listener = {
    onFree: (environment) => this.#freeOf(environment.version).push(environment),
    onGone: (environment) => this.#forget(environment),
  };

  constructor(host: Host) {
    this.#host = host;
  }

  /** Runs the invocation in the environment that was used last of those that are free, or in a new one. */
  async invoke(version: FunctionVersion, invocation: Invocation): Promise<InvocationResult> {
    if (this.#closed) throw new ServiceError('ServiceException', 500, 'The emulator is closing');
    const slot = this.#host.ledger.acquire(version, {
      version: version.version,
      synchronous: invocation.asynchronous !== true,
      provisionedFree: false,
      warmFree: this.#freeOf(version).length > 0,
    });
    try {
      return await new Promise<InvocationResult>((done, failed) => {
        const job: Job = { invocation, done, retry: () => this.#dispatch(version, job, failed) };
        this.#dispatch(version, job, failed);
      });
    } finally {
      slot.release();
    }
  }

  async ensureProvisioned(_version: FunctionVersion, _count: number): Promise<Allocation> {
    return { kind: 'ready' };
  }

  /** Nobody can invoke this version any more: free environments stop now, busy ones when they are done. */
  retire(version: FunctionVersion): void {
    for (const environment of [...(this.#environments.get(version) ?? [])]) environment.retire();
    this.#free.delete(version);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const all = [...this.#environments.values()].flatMap((it) => [...it]);
    await Promise.all(all.map((environment) => environment.stop()));
  }

  #dispatch(version: FunctionVersion, job: Job, failed: (error: unknown) => void): void {
    const free = this.#freeOf(version).pop();
    if (free !== undefined) {
      free.invoke(job);
      return;
    }
    try {
      const environment = new ExecutionEnvironment(this.#host, this.#listener, version, job);
      const known = this.#environments.get(version) ?? new Set();
      this.#environments.set(version, known.add(environment));
    } catch (error) {
      failed(error);
    }
  }

  #freeOf(version: FunctionVersion): ExecutionEnvironment[] {
    const free = this.#free.get(version) ?? [];
    this.#free.set(version, free);
    return free;
  }

  #forget(environment: ExecutionEnvironment): void {
    const { version } = environment;
    const free = this.#free.get(version)?.filter((it) => it !== environment) ?? [];
    if (free.length > 0) this.#free.set(version, free);
    else this.#free.delete(version);
    const known = this.#environments.get(version);
    known?.delete(environment);
    if (known?.size === 0) this.#environments.delete(version);
  }
}

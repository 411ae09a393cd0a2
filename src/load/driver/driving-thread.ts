import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Credentials, DriveContext } from './drive.js';
import type { FromThread, Stretch, StretchEnd, ToThread } from './thread-protocol.js';

/** What the thread may collect before it tidies up: small, as the longer that takes the later requests are sent. */
const YOUNG_MB = 16;

/**
 * Of V8: what a thread tidies up it does alone. The helpers that it would otherwise wait for are the process's and have no
 * real time, and functions that start on all CPUs keep them from a CPU: 76 ms for what takes 2 (2026-11). There is no such
 * setting for one thread; the main thread's collections take a little longer meanwhile.
 */
const ALONE = ['--no-parallel-scavenge', '--no-concurrent-array-buffer-sweeping'];

export interface ThreadContext extends Pick<DriveContext, 'signal' | 'onRequests' | 'onBeat'> {
  readonly onBegun: (begun: Extract<FromThread, { kind: 'begun' }>) => void;
}

/** The thread that drives one stretch, as the main thread sees it. */
export class DrivingThread {
  readonly #worker: Worker;
  readonly #context: ThreadContext;
  readonly #taken: Int32Array<SharedArrayBuffer>;
  #end: StretchEnd | undefined;
  /** Of whoever takes the records. */
  #failure: Error | undefined;
  /** Records that were posted before may come after it: the two take different ways. */
  #death: Error | undefined;

  constructor(stretch: Omit<Stretch, 'taken'>, context: ThreadContext, script: URL) {
    const taken = new SharedArrayBuffer(4);
    this.#taken = new Int32Array(taken);
    this.#context = context;
    for (const flag of ALONE) setFlagsFromString(flag);
    this.#worker = new Worker(script, {
      workerData: { ...stretch, taken } satisfies Stretch,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      execArgv: [],
    });
    this.#worker.on('message', (message: FromThread) => this.#hear(message));
    this.#worker.on('error', (error) => {
      this.#death = new Error(`the load driver's thread has died: ${error.message}`, { cause: error });
    });
  }

  renew(credentials: Credentials): void {
    this.#send({ kind: 'credentials', credentials });
  }

  /** Resolves when the thread has ended and all of its records are handed on; rejects, after them, when it has died. */
  async ended(): Promise<StretchEnd> {
    const { signal } = this.#context;
    const abort = (): void => this.#send({ kind: 'abort' });
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    try {
      await new Promise((resolve) => this.#worker.once('exit', resolve));
    } finally {
      signal.removeEventListener('abort', abort);
    }
    const trouble = this.#failure ?? this.#death;
    if (trouble !== undefined) throw trouble;
    if (this.#end === undefined) throw new Error("the load driver's thread has ended in the middle of the load");
    return this.#end;
  }

  #send(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #hear(message: FromThread): void {
    if (message.kind === 'ended') this.#end = message;
    else if (this.#failure === undefined) this.#handOn(message);
  }

  /** Whoever cannot take a record ends the load: one that goes on unrecorded would be for nothing. */
  #handOn(message: Exclude<FromThread, StretchEnd>): void {
    try {
      if (message.kind === 'begun') this.#context.onBegun(message);
      else if (message.kind === 'beat') this.#context.onBeat(message.beat);
      else this.#context.onRequests(message.requests);
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      void this.#worker.terminate();
    }
    if (message.kind === 'requests') Atomics.add(this.#taken, 0, message.requests.length);
  }
}

import { Worker } from 'node:worker_threads';
import type { LogRecord, ReadCounts } from '../platform-event.js';
import type { RecordBatch } from './record-batch.js';
import { LogSourceError } from './source-error.js';
import { unpackRecords } from './unpack-records.js';
import type { FromWorker, ToWorker } from './worker-protocol.js';

export interface ThreadOptions {
  readonly onBytes: (file: string, bytes: number) => void;
  readonly signal: AbortSignal | undefined;
  /** What runs in a thread; the default is worker.ts. */
  readonly script?: URL;
}

/**
 * Reads files in threads, and gives their records out file by file in the order in which they are asked for. Files are
 * begun in their order, so the one that is waited for is always being read: no two threads can wait for each other.
 */
export class ReadingThreads {
  readonly #jobs: readonly Job[];
  readonly #workers = new Set<Worker>();
  readonly #options: ThreadOptions;
  /** The job that a thread takes next, and the one that is asked for next. */
  #next = 0;
  #asked = 0;
  #ended = false;

  constructor(files: readonly string[], threads: number, options: ThreadOptions) {
    this.#jobs = files.map((file) => new Job(file));
    this.#options = options;
    options.signal?.addEventListener('abort', this.#wakeAll);
    for (let started = 0; started < Math.min(threads, files.length); started++) this.#startThread();
  }

  /**
   * Gives out the records of a file as they come. Each file is asked for once, in the order of the files.
   * @throws LogSourceError that names the file, if it cannot be read or its thread has died
   */
  async read(file: string, emit: (record: LogRecord) => void): Promise<ReadCounts> {
    const job = this.#jobs[this.#asked++];
    if (job?.file !== file) throw new Error(`${file} is not the next file`);
    for (;;) {
      this.#options.signal?.throwIfAborted();
      for (let batch = job.batches.shift(); batch !== undefined; batch = job.batches.shift()) {
        unpackRecords(batch, file, emit);
        job.worker?.postMessage({ kind: 'taken', bytes: batch.bytes } satisfies ToWorker);
        this.#options.signal?.throwIfAborted();
      }
      if (job.failure !== undefined) throw job.failure;
      if (job.counts !== undefined) return job.counts;
      await job.more();
    }
  }

  /** Ends all threads, whatever they are at. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#options.signal?.removeEventListener('abort', this.#wakeAll);
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }

  #startThread(): void {
    const worker = new Worker(this.#options.script ?? new URL('./worker.js', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.#workers.add(worker);
    let job = this.#assign(worker);
    let cause = 'it has ended';
    worker.on('message', (message: FromWorker) => {
      if (job === undefined) return;
      if (message.kind === 'read') this.#options.onBytes(job.file, message.bytes);
      else job.hear(message);
      if (message.kind === 'finished' || message.kind === 'failed') job = this.#assign(worker);
    });
    worker.on('error', (error) => {
      cause = error.message;
    });
    worker.on('exit', () => {
      this.#workers.delete(worker);
      if (this.#ended) return;
      job?.hear({ kind: 'failed', problem: `cannot be read: its thread has died (${cause})`, hint: ALONE });
      if (this.#workers.size === 0) this.#giveUp();
    });
  }

  #assign(worker: Worker): Job | undefined {
    const job = this.#jobs[this.#next++];
    if (job === undefined) return undefined;
    job.worker = worker;
    worker.postMessage({ kind: 'read', file: job.file } satisfies ToWorker);
    return job;
  }

  /** No thread is left for what was not begun. */
  #giveUp(): void {
    for (const job of this.#jobs) {
      if (job.worker === undefined) {
        job.hear({ kind: 'failed', problem: 'was not read: every thread has died', hint: ALONE });
      }
    }
  }

  readonly #wakeAll = (): void => {
    for (const job of this.#jobs) job.wake();
  };
}

/**
 * What a thread may collect before it tidies up. Node's own limit is three to four times this, which a thread fills with
 * garbage and keeps: 490 MB resident instead of 260 MB for two threads, at a tenth less CPU (measured 2026-11).
 */
const YOUNG_MB = 12;

const ALONE = 'read the files one by one to see which it is';

/** One file on its way through a thread. */
class Job {
  readonly batches: RecordBatch[] = [];
  counts: ReadCounts | undefined;
  failure: LogSourceError | undefined;
  worker: Worker | undefined;
  wake: () => void = () => {};

  constructor(readonly file: string) {}

  more(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  hear(message: Exclude<FromWorker, { kind: 'read' }>): void {
    if (message.kind === 'records') this.batches.push(message.batch);
    else if (message.kind === 'finished') this.counts = message.counts;
    else this.failure = new LogSourceError({ file: this.file, problem: message.problem, hint: message.hint ?? ALONE });
    this.wake();
  }
}

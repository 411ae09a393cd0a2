import { Worker } from 'node:worker_threads';
import type { RecordedCurve, ReplayRun, ReplayTerms } from '../../../explore/index.js';
import type { PriceBook } from '../../../pricing/index.js';

/** One curve to be replayed by one objective. */
export interface Job {
  readonly curve: RecordedCurve;
  readonly terms: Omit<ReplayTerms, 'book'>;
}

export interface ToThread extends Job {
  readonly id: number;
}

export interface FromThread {
  readonly id: number;
  /** Null where no size meets the objective's limit. */
  readonly runs: readonly ReplayRun[] | null;
}

export interface JobOptions {
  readonly book: PriceBook;
  readonly threads: number;
  readonly onDone?: (done: number) => void;
  /** Deals out no more jobs once it is true: what was not replayed is null. */
  readonly isOver?: () => boolean;
}

/**
 * Replays on so many threads, and gives the runs of each job in the order of the jobs: how they are dealt out changes
 * nothing, as every run has a seed of its own. All threads have ended when it settles.
 */
export async function runJobs(jobs: readonly Job[], options: JobOptions): Promise<FromThread['runs'][]> {
  const results: FromThread['runs'][] = jobs.map(() => null);
  const waiting = jobs.entries();
  let done = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./thread.js', import.meta.url), { workerData: options.book });
    try {
      for (const [id, job] of waiting) {
        if (options.isOver?.() === true) return;
        results[id] = (await answerOf(worker, { ...job, id })).runs;
        done += 1;
        options.onDone?.(done);
      }
    } finally {
      await worker.terminate();
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(options.threads, jobs.length) }, work));
  const failed = ended.find((it) => it.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return results;
}

function answerOf(worker: Worker, job: ToThread): Promise<FromThread> {
  const { promise, resolve, reject } = Promise.withResolvers<FromThread>();
  const onExit = (code: number): void => reject(new Error(`a thread of the replay ended with ${code}`));
  worker.once('message', resolve).once('error', reject).once('exit', onExit);
  worker.postMessage(job);
  return promise.finally(() => worker.off('message', resolve).off('error', reject).off('exit', onExit));
}

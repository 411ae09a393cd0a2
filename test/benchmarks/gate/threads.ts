import { Worker } from 'node:worker_threads';
import type { Task, Tried } from './thread.js';

/** All tasks on so many threads; the result is the same whatever the number, as every task has its own seed. */
export async function tryOnThreads(tasks: readonly Task[], threads: number): Promise<readonly Tried[]> {
  const results: Tried[][] = tasks.map(() => []);
  const waiting = tasks.entries();
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./thread.js', import.meta.url), { workerData: 'gate' });
    try {
      for (const [index, task] of waiting) results[index] = await answerOf(worker, task);
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return results.flat();
}

function answerOf(worker: Worker, task: Task): Promise<Tried[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Tried[]>();
  worker.once('message', resolve).once('error', reject);
  worker.postMessage(task);
  return promise.finally(() => worker.off('message', resolve).off('error', reject));
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DrivingThread, type ThreadContext } from '../../../src/load/driver/driving-thread.js';
import type { LoadRequest } from '../../../src/recording/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { burst } from './driven.js';

const options = {
  phases: [burst(1)],
  seed: 1,
  targets: [],
  timeoutMs: milliseconds(1000),
  retries: 0,
  maxOpen: 1,
  arm: 0,
};

/** A thread that does this. */
function threadOf(script: string, context: Partial<ThreadContext> = {}): DrivingThread {
  const imports = "import { parentPort, workerData } from 'node:worker_threads';";
  return new DrivingThread(
    { options, firstArrival: 0 },
    { signal: new AbortController().signal, onRequests: () => {}, onBeat: () => {}, onBegun: () => {}, ...context },
    new URL(`data:text/javascript,${encodeURIComponent(`${imports} ${script}`)}`),
  );
}

test('hands on all records of a thread that dies, and says that it has died', async () => {
  const taken: LoadRequest[] = [];
  const thread = threadOf(
    `parentPort.postMessage({ kind: 'requests', requests: [{ dueMs: 1 }, { dueMs: 2 }] });
     setTimeout(() => { throw new Error('no more memory'); });`,
    { onRequests: (requests) => taken.push(...requests) },
  );
  await assert.rejects(thread.ended(), /the load driver's thread has died: no more memory/);
  assert.deepEqual(taken, [{ dueMs: 1 }, { dueMs: 2 }]);
});

test('does not take a thread for done that has ended without saying so', async () => {
  await assert.rejects(threadOf('').ended(), /ended in the middle of the load/);
});

test('tells the thread how many records were taken, so that what waits stays bounded', async () => {
  const thread = threadOf(`
    const taken = new Int32Array(workerData.taken);
    parentPort.postMessage({ kind: 'requests', requests: [{}, {}, {}] });
    const timer = setInterval(() => {
      if (taken[0] !== 3) return;
      clearInterval(timer);
      parentPort.postMessage({ kind: 'ended', end: 'complete', sent: taken[0] });
    }, 5);`);
  assert.equal((await thread.ended()).sent, 3);
});

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { replayCurve } from '../../../explore/index.js';
import type { PriceBook } from '../../../pricing/index.js';
import type { FromThread, ToThread } from './jobs.js';

/** A thread that replays the curves it is handed, one at a time. */
const port = parentPort as MessagePort;
const book = workerData as PriceBook;

port.on('message', ({ id, curve, terms }: ToThread) => {
  port.postMessage({ id, runs: replayCurve(curve, { ...terms, book }) ?? null } satisfies FromThread);
});

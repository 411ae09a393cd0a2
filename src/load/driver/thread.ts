import { setTimeout } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { epochMilliseconds, milliseconds } from '../../units/index.js';
import { ArrivalQueue } from './arrival-queue.js';
import { Chores } from './chores.js';
import type { DriveEnd } from './drive.js';
import { Engine } from './engine.js';
import { Ledger } from './ledger.js';
import { comeFirst } from './pace/come-first.js';
import { Pacer } from './pace/pacer.js';
import { Targets } from './targets.js';
import type { FromThread, Stretch, ToThread } from './thread-protocol.js';
import { warmUp } from './warm-up.js';

/**
 * The thread that drives one stretch of open-loop phases. All that it does besides sending and reading is to hand records
 * on: whoever writes or draws them cannot hold it up.
 */

/** What the warm-up has left to be done in the background is done by then, such as collecting its garbage. */
const SETTLED_MS = 20;

const stretch = workerData as Stretch;
const { options } = stretch;
const port = parentPort as MessagePort;
const post = (message: FromThread): void => port.postMessage(message);

comeFirst();
const pacer = new Pacer(
  () => engine.tick(),
  (error) => {
    throw error;
  },
);
const targets = new Targets(options.targets, pacer.now);
if (stretch.credentials !== undefined) targets.renew(stretch.credentials);
let isAborted = false;
let abort = (): void => {
  isAborted = true;
};
port.on('message', (message: ToThread) => {
  if (message.kind === 'abort') abort();
  else targets.renew(message.credentials);
});
await warmUp(options);
targets.prepare(epochMilliseconds(Date.now()));
await pacer.ready;
await setTimeout(SETTLED_MS);

const at = epochMilliseconds(Date.now());
const startMs = pacer.now();
const zeroMs = stretch.beganMs ?? startMs;
const now = (): number => pacer.now() - zeroMs;
const arrivals = new ArrivalQueue(options, stretch.firstArrival, startMs - zeroMs);
const ledger = new Ledger((requests) => post({ kind: 'requests', requests }), stretch.taken);
const engine = new Engine({ options, arrivals, targets: targets.all, ledger, pacer, now, zeroMs, onEnd: finish });
const chores = new Chores({
  ...{ arm: options.arm, ledger, targets, now },
  open: () => engine.open,
  takeLongestDelay: () => milliseconds(pacer.takeLatest()),
  onBeat: (beat) => post({ kind: 'beat', beat }),
});

function finish(end: DriveEnd): void {
  chores.end();
  const atMs = milliseconds(now());
  post({ kind: 'ended', end, sent: engine.sent, arrivals: arrivals.taken, atMs });
  port.close();
  void pacer.end();
}

/** What is known is handed over, whatever went wrong: a record that stays here is lost. */
process.once('uncaughtExceptionMonitor', () => engine.stop());

abort = () => engine.stop();
post({ kind: 'begun', at, beganMs: zeroMs });
if (isAborted) abort();
else engine.tick();

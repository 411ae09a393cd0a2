import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { epochMilliseconds, milliseconds } from '../../units/index.js';
import { Chores } from '../driver/chores.js';
import type { DriveEnd } from '../driver/drive.js';
import { Ledger } from '../driver/ledger.js';
import { raisePriority } from '../driver/pace/come-first.js';
import { monotonicClock } from '../driver/pace/metronome-memory.js';
import { Targets } from '../driver/targets.js';
import type { FromThread, Stretch, ToThread } from '../driver/thread-protocol.js';
import { ClosedLoop } from './closed-loop.js';

/** The thread that drives a closed loop, to the main thread as the one that drives open-loop phases. */

/** How often the event loop's delay is looked at. */
const RESOLUTION_MS = 10;

const stretch = workerData as Stretch;
const { options } = stretch;
const port = parentPort as MessagePort;
const post = (message: FromThread): void => port.postMessage(message);

raisePriority();
const clock = monotonicClock();
const targets = new Targets(options.targets, clock);
if (stretch.credentials !== undefined) targets.renew(stretch.credentials);
targets.prepare(epochMilliseconds(Date.now()));

const at = epochMilliseconds(Date.now());
const zeroMs = stretch.beganMs ?? clock();
const now = (): number => clock() - zeroMs;
const ledger = new Ledger((requests) => post({ kind: 'requests', requests }), stretch.taken);
const loop = new ClosedLoop({
  options,
  phase: options.phases.findIndex(({ kind }) => kind === 'closed'),
  firstArrival: stretch.firstArrival,
  targets: targets.all,
  ledger,
  now,
  onEnd: finish,
});
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
const chores = new Chores({
  ...{ arm: options.arm, ledger, targets, now },
  open: () => loop.open,
  takeLongestDelay: () => {
    const longest = milliseconds(Math.max(0, delay.max / 1e6 - RESOLUTION_MS));
    delay.reset();
    return longest;
  },
  onBeat: (beat) => post({ kind: 'beat', beat }),
});

function finish(end: DriveEnd): void {
  chores.end();
  delay.disable();
  post({ kind: 'ended', end, sent: loop.sent, arrivals: loop.begun, atMs: milliseconds(now()) });
  port.close();
}

/** What is known is handed over, whatever went wrong: a record that stays here is lost. */
process.once('uncaughtExceptionMonitor', () => loop.stop());

port.on('message', (message: ToThread) => {
  if (message.kind === 'abort') loop.stop();
  else targets.renew(message.credentials);
});

post({ kind: 'begun', at, beganMs: zeroMs });
loop.start();

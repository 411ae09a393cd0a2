import { setPriority } from 'node:os';
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { findMarked } from '../marked-processes.js';
import { Counters } from './counters.js';
import { CycledEnvironment, type Surroundings } from './cycled-environment.js';
import type { Message, WorkerData } from './messages.js';

/**
 * A thread that does nothing but hold execution environments to their share. It waits on shared memory to a fraction of a
 * millisecond, which no timer of an event loop does, and the emulator's own work does not delay it.
 *
 * A process of its own was rejected: it would have to be watched, its messages would go through two event loops, and a
 * shell starts a program for each sleep. The thread dies with the emulator; those that it has stopped are then killed by
 * the watchdog.
 */
const { bell, proc, period } = workerData as WorkerData;
const rung = new Int32Array(bell);
const environments = new Map<string, CycledEnvironment>();

/** Processes that have left their parents are looked for this often. */
const SEARCH_MS = 1000;
let searchAt = 0;

const around: Surroundings = {
  proc,
  period,
  send: (target, signal) => {
    try {
      process.kill(target, signal);
    } catch {
      // Already gone.
    }
  },
};

/** On Linux a priority is a thread's: this one may come before the functions that it is to stop. Root alone may do that. */
function raisePriority(): void {
  try {
    if (process.platform === 'linux') setPriority(0, -20);
  } catch {
    // Then it waits its turn, and what functions have run longer they repay.
  }
}

/** @returns whether to go on. */
function obey(message: Message, now: number): boolean {
  if (message.kind === 'end') return false;
  if (message.kind === 'open') {
    environments.set(message.id, new CycledEnvironment(around, message.memoryBytes, new Counters(message.counters)));
    return true;
  }
  const one = environments.get(message.id);
  if (message.kind === 'started') one?.started(message.leader);
  else if (message.kind === 'quota') one?.setQuota(message.quota, now);
  else if (message.kind === 'freeze') one?.freeze(now);
  else if (message.kind === 'thaw') one?.thaw(now);
  else if (message.kind === 'forget') one?.forget();
  else environments.delete(message.id);
  return true;
}

function obeyAll(port: MessagePort): boolean {
  for (;;) {
    const received = receiveMessageOnPort(port) as { readonly message: Message } | undefined;
    if (received === undefined) return true;
    if (!obey(received.message, performance.now())) return false;
  }
}

function search(now: number): void {
  if (proc === undefined || now < searchAt) return;
  searchAt = now + SEARCH_MS;
  for (const [id, pid] of findMarked(proc, [...environments.keys()])) environments.get(id)?.adopt(pid);
}

function run(port: MessagePort): void {
  raisePriority();
  for (;;) {
    const seen = Atomics.load(rung, 0);
    if (!obeyAll(port)) return;
    let next = Number.POSITIVE_INFINITY;
    for (const one of environments.values()) next = Math.min(next, one.step(performance.now()));
    if (next !== Number.POSITIVE_INFINITY) search(performance.now());
    Atomics.wait(rung, 0, seen, Math.max(0, next - performance.now()));
  }
}

if (parentPort !== null) run(parentPort);

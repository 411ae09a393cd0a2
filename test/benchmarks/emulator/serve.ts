import { readdirSync, readFileSync } from 'node:fs';
import { type EmulatorFacts, startEmulator } from '../../../src/emulator/index.js';

/** The emulator in a process of its own, to be asked what it holds. */
export interface Serving {
  readonly port: number;
  readonly facts: EmulatorFacts;
}

export interface Holdings {
  readonly residentBytes: number;
  /** JavaScript objects and what they hold outside the heap, after a collection. */
  readonly heapBytes: number;
  /** Timers, sockets, servers, pipes: what keeps the event loop alive. */
  readonly handles: number;
  readonly fileDescriptors: number;
  /** The process's descendants: the runtimes and the watchdog. */
  readonly processes: number;
}

const descendants = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .flatMap((child) => [Number(child), ...descendants(Number(child))]);

function holdings(): Holdings {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return {
    residentBytes: rss,
    heapBytes: heapUsed + external,
    handles: process.getActiveResourcesInfo().length,
    fileDescriptors: readdirSync('/proc/self/fd').length,
    processes: descendants(process.pid).length,
  };
}

const emulator = await startEmulator({ port: 0 });
const serving: Serving = { port: Number(new URL(emulator.endpoint).port), facts: emulator.facts };
process.on('message', () => process.send?.(holdings()));
process.once('disconnect', () => emulator.close().then(() => process.exit()));
process.send?.(serving);

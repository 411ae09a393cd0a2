import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Megabytes } from '../../../units/index.js';
import { boostUs, type EnvironmentLimits, type Limits, type LimitsEnforcement, PERIOD_US, quotaUs } from '../limits.js';
import { killMarked } from '../none.js';
import { Counters } from './counters.js';
import type { Message, WorkerData } from './messages.js';

const PERIOD_MS = PERIOD_US / 1000;

/** @param proc where the kernel tells of processes; macOS has none. */
export function signalLimits(hostCores: number, proc: string): Limits {
  const hasProc = existsSync(`${proc}/self/stat`);
  const thread = new CycleThread(hasProc ? proc : undefined);
  return {
    enforcement: enforcement(hasProc),
    cores: hostCores,
    folders: [],
    environment: (id, memorySize) => environment(thread, id, memorySize, hostCores),
    remove: () => thread.end(),
  };
}

const enforcement = (hasProc: boolean): LimitsEnforcement => ({
  cpu: {
    enforced: true,
    backend: 'signals',
    caveat: hasProc
      ? 'functions are stopped and continued from outside: less even than by a cgroup'
      : 'functions are stopped and continued by the clock, whether they compute or wait',
  },
  memory: hasProc
    ? { enforced: true, backend: 'signals', caveat: 'looked at every 20 ms: what grows faster is killed late' }
    : {
        enforced: false,
        reason: 'without cgroups and without /proc nothing limits memory',
        hint: 'run it on Linux, or in a Linux container',
      },
});

/** The thread that stops and continues, see duty-cycle.ts. */
class CycleThread {
  readonly #worker: Worker;
  readonly #bell = new SharedArrayBuffer(4);
  #error: unknown;
  #isOver = false;

  constructor(proc: string | undefined) {
    const workerData: WorkerData = { bell: this.#bell, proc, period: PERIOD_MS };
    this.#worker = new Worker(new URL('./duty-cycle.js', import.meta.url), { workerData, execArgv: [], env: {} });
    this.#worker.unref();
    this.#worker.on('error', (error) => {
      this.#error = error;
    });
    this.#worker.on('exit', () => {
      this.#isOver = true;
    });
  }

  /** @throws where nobody listens any more: a function without its limits would give figures of another size. */
  tell(message: Message): void {
    if (this.#isOver) throw new Error(`the thread that stops and continues functions has ended: ${this.#error ?? ''}`);
    this.#worker.postMessage(message);
    const rung = new Int32Array(this.#bell);
    Atomics.add(rung, 0, 1);
    Atomics.notify(rung, 0);
  }

  async end(): Promise<void> {
    if (!this.#isOver) this.tell({ kind: 'end' });
    await this.#worker.terminate();
  }
}

function environment(thread: CycleThread, id: string, memorySize: Megabytes, hostCores: number): EnvironmentLimits {
  const counters = new Counters();
  thread.tell({ kind: 'open', id, memoryBytes: memorySize * 1_048_576, counters: counters.buffer });
  const boost = boostUs(memorySize, hostCores);
  const setQuota = (us: number | undefined) =>
    thread.tell({ kind: 'quota', id, quota: us === undefined ? undefined : us / 1000 });
  setQuota(boost);
  const killAll = () => {
    thread.tell({ kind: 'forget', id });
    return killMarked(id);
  };
  return {
    entries: [],
    started: (leader) => thread.tell({ kind: 'started', id, leader }),
    limitCpu: () => setQuota(quotaUs(memorySize, hostCores)),
    outOfMemoryKills: () => counters.kills,
    throttledMs: () => counters.throttledMs,
    stopsToThrottle: true,
    processes: () => undefined,
    freeze: () => thread.tell({ kind: 'freeze', id }),
    thaw: () => thread.tell({ kind: 'thaw', id }),
    kill: killAll,
    async remove() {
      await killAll();
      thread.tell({ kind: 'close', id });
    },
  };
}

import { readProc, threadsOf } from '../proc.js';

/** Since the thread began: on a CPU, and able to run but not on one. */
export interface ThreadTime {
  readonly ranMs: number;
  readonly waitedMs: number;
}

/**
 * The times of all threads of these processes, by thread. `schedstat` has nanoseconds on a CPU and on a run queue
 * (kernel, Documentation/scheduler/sched-stats.rst). Time under a quota's throttle counts as on the run queue (measured
 * on Linux 6.18, 2026-11: at 256 MB 82.7 ms of it, 82.5 ms of throttled_time).
 */
export function threadTimes(pids: readonly number[]): ReadonlyMap<string, ThreadTime> {
  const times = new Map<string, ThreadTime>();
  for (const pid of pids) {
    for (const thread of threadsOf('/proc', pid)) {
      const time = timeOf(`/proc/${pid}/task/${thread}/schedstat`);
      if (time !== undefined) times.set(thread, time);
    }
  }
  return times;
}

/** Undefined where there is no such file: another system, a kernel without it, a thread that has ended. */
export function timeOf(file: string): ThreadTime | undefined {
  const [ran, waited] = readProc(file)?.split(' ').map(Number) ?? [];
  if (ran === undefined || waited === undefined) return undefined;
  return { ranMs: ran / 1e6, waitedMs: waited / 1e6 };
}

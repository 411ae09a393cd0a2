import { readdirSync, readFileSync } from 'node:fs';
import { type Milliseconds, milliseconds } from '../../../units/index.js';

/** For each thread, since it began: how long it has run or waited for a CPU, and not slept. */
export type WantedCpu = ReadonlyMap<string, number>;

/**
 * From the scheduler's own books (`/proc/PID/task/TID/schedstat`: nanoseconds on a CPU, nanoseconds on a run queue). Time
 * in which a quota holds a thread back counts as waiting (a loop of 67 ms under a fifth of a CPU: 255 ms waited, of
 * which the group was throttled 272 in all; Linux 6.18, cgroup v1, 2026-11).
 */
export function wantedCpu(pids: readonly number[]): WantedCpu {
  const wanted = new Map<string, number>();
  for (const pid of pids) {
    for (const thread of threadsOf(pid)) {
      const [ran = 0, waited = 0] = read(`/proc/${pid}/task/${thread}/schedstat`).split(' ').map(Number);
      wanted.set(thread, (ran + waited) / 1e6);
    }
  }
  return wanted;
}

/** Of the thread that wanted the CPU longest in between: others ran beside it, or it waited for them asleep. */
export function busiestSince(before: WantedCpu, now: WantedCpu): Milliseconds {
  const spans = [...now].map(([thread, wanted]) => wanted - (before.get(thread) ?? 0));
  return milliseconds(Math.max(0, ...spans));
}

/** Not every kernel keeps such books, and there is no /proc elsewhere. */
export const tellsCpuTime = (): boolean => [...wantedCpu([process.pid]).values()].some((it) => it > 0);

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

import { readdirSync, readFileSync } from 'node:fs';

/** What one thread has run, and has waited for a CPU that another thread had: /proc/PID/task/TID/schedstat, in nanoseconds. */
interface Schedule {
  readonly ranMs: number;
  readonly waitedMs: number;
}

function scheduleOf(thread: string): Schedule {
  const [ran = 0, waited = 0] = readFileSync(`/proc/self/task/${thread}/schedstat`, 'utf8').split(' ').map(Number);
  return { ranMs: ran / 1e6, waitedMs: waited / 1e6 };
}

/**
 * How long the driver's thread has waited for a CPU so far: of this process's threads but the first the one that has run
 * most. `undefined` where the system does not say.
 */
export function waitedForCpuMs(): number | undefined {
  try {
    const threads = readdirSync('/proc/self/task').filter((thread) => Number(thread) !== process.pid);
    const schedules = threads.map(scheduleOf).sort((a, b) => b.ranMs - a.ranMs);
    return schedules[0]?.waitedMs;
  } catch {
    return undefined;
  }
}

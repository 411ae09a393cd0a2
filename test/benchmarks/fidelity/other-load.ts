import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** Long enough for ten ticks of the counters' clock, on each CPU. */
const WATCHED_MS = 400;
/** Of one CPU. A quiet machine has one or two per cent of it in timers and daemons. */
const TOLERATED_CPUS = 0.15;

interface Ticks {
  readonly busy: number;
  readonly all: number;
}

/** What of the machine's CPUs has run so far, by the first line of `/proc/stat` (proc_stat(5)); guests are in user. */
export function ticksOf(text: string): Ticks {
  const [, ...columns] = (text.split('\n')[0] ?? '').trim().split(/\s+/);
  const ticks = columns.slice(0, 8).map(Number);
  const all = ticks.reduce((sum, it) => sum + it, 0);
  const [, , , idle = 0, iowait = 0] = ticks;
  return { busy: all - idle - iowait, all };
}

/** How many CPUs were busy between two readings, of so many. */
export function busyCpus(from: Ticks, to: Ticks, cpus: number): number {
  return to.all === from.all ? 0 : (cpus * (to.busy - from.busy)) / (to.all - from.all);
}

/** How many CPUs others use while this process does nothing; undefined where the system does not say. */
export async function otherLoad(cpus: number): Promise<number | undefined> {
  const read = async () => ticksOf(await readFile('/proc/stat', 'utf8'));
  try {
    const before = await read();
    await pause(WATCHED_MS);
    return busyCpus(before, await read(), cpus);
  } catch {
    return undefined;
  }
}

export const isBusy = (load: number | undefined): boolean => load !== undefined && load > TOLERATED_CPUS;

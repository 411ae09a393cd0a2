import { readdirSync, readFileSync } from 'node:fs';

/** Of one CPU. A quiet machine has one or two per cent of it in timers and daemons. */
const TOLERATED_CPUS = 0.15;
/** A tick of /proc/PID/stat (USER_HZ). */
const TICK_MS = 10;
/** Kernel threads are below it (kthreadd). What they do, they do for others, and mostly for who measures. */
const KERNEL = 2;

export interface ProcessTime {
  readonly pid: number;
  readonly parent: number;
  /** CPU time of its own, and of those below it that have ended and been waited for. */
  readonly ticks: number;
}

/** proc_pid_stat(5); the name may hold spaces and parentheses. */
export function parseProcess(stat: string): ProcessTime {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15).map(Number);
  return { pid: Number.parseInt(stat, 10), parent: Number(fields[1]), ticks: utime + stime + cutime + cstime };
}

/**
 * CPU time of all processes but one's own family. Whoever ends leaves its time to its parent, so the sum is that of all
 * who ever ran, and the difference of two holds those that have come and gone in between.
 * @param strangers who do not count as family, though they were started by it
 */
export function othersTicks(processes: readonly ProcessTime[], own: number, strangers: readonly number[] = []): number {
  const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]));
  const isOther = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 0; at = parents.get(at)) {
      if (strangers.includes(at)) return true;
      if (at === own || at === KERNEL) return false;
    }
    return true;
  };
  return processes.filter(({ pid }) => isOther(pid)).reduce((sum, { ticks }) => sum + ticks, 0);
}

/** Undefined where there is no /proc. */
function allProcesses(): ProcessTime[] | undefined {
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.flatMap((pid) => tryToRead(`/proc/${pid}/stat`)).map(parseProcess);
  } catch {
    return undefined;
  }
}

function tryToRead(file: string): string[] {
  try {
    return [readFileSync(file, 'latin1')];
  } catch {
    return [];
  }
}

/** Begins to watch what others use; reads twice and does nothing in between. @returns what ends it and tells their CPUs. */
export function watchOthers(strangers: readonly number[] = []): () => number | undefined {
  const look = () => {
    const processes = allProcesses();
    return processes === undefined ? undefined : othersTicks(processes, process.pid, strangers);
  };
  const [before, since] = [look(), performance.now()];
  return () => {
    const after = look();
    if (before === undefined || after === undefined) return undefined;
    return Math.max(0, (after - before) * TICK_MS) / (performance.now() - since);
  };
}

export const isBusy = (load: number | undefined): load is number => load !== undefined && load > TOLERATED_CPUS;

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the host did for others meanwhile. A list is empty where the host does not tell. */
export interface HostLoad {
  /** CPU time that a hypervisor gave to others while we wanted it, as a share of all CPU time; over the whole calibration. */
  readonly stealRatio: number | null;
  /** CPUs that were busy while we did nothing, one figure a look. */
  readonly otherBusyCpus: readonly number[];
  /** Share of the time in which some process waited for a CPU while one of ours ran at full speed, one figure a look. */
  readonly pressureRatio: readonly number[];
}

/** CPU time since boot, all CPUs together. */
export interface CpuTimes {
  readonly busyMs: number;
  readonly stealMs: number;
  readonly totalMs: number;
}

/** USER_HZ, the unit of /proc/stat, is 100 wherever Node.js runs on Linux, whatever HZ is (proc(5), time(7)). */
const MS_PER_TICK = 10;

/** @returns undefined where there is no /proc. */
export function readCpuTimes(root = '/'): CpuTimes | undefined {
  const text = read(join(root, 'proc/stat'));
  return text === undefined ? undefined : parseCpuTimes(text);
}

/** `cpu  user nice system idle iowait irq softirq steal guest guest_nice`: proc_stat(5). Guest time is in user already. */
export function parseCpuTimes(text: string): CpuTimes | undefined {
  const [name, ...fields] = (text.split('\n')[0] ?? '').split(/\s+/);
  if (name !== 'cpu') return undefined;
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = fields.map(Number);
  const busy = user + nice + system + irq + softirq;
  return {
    busyMs: busy * MS_PER_TICK,
    stealMs: steal * MS_PER_TICK,
    totalMs: (busy + idle + iowait + steal) * MS_PER_TICK,
  };
}

export function stealRatio(before: CpuTimes | undefined, after: CpuTimes | undefined): number | null {
  if (before === undefined || after === undefined || after.totalMs <= before.totalMs) return null;
  return Math.max(0, after.stealMs - before.stealMs) / (after.totalMs - before.totalMs);
}

export function busyCpus(before: CpuTimes | undefined, after: CpuTimes | undefined, cpus: number): number | undefined {
  if (before === undefined || after === undefined || after.totalMs <= before.totalMs) return undefined;
  return (Math.max(0, after.busyMs - before.busyMs) / (after.totalMs - before.totalMs)) * cpus;
}

/**
 * Milliseconds since boot in which some process waited for a CPU, /proc/pressure/cpu (kernel,
 * Documentation/accounting/psi.rst). Those that a quota stops count as waiting, so it says something of the host only
 * while nothing is limited.
 */
export function readPressure(root = '/'): number | undefined {
  const total = /^some .*total=(\d+)/m.exec(read(join(root, 'proc/pressure/cpu')) ?? '')?.[1];
  return total === undefined ? undefined : Number(total) / 1000;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

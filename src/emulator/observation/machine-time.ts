import { readProc } from '../proc.js';

/** Counters of the whole host. */
export interface MachineTime {
  readonly busyMs?: number;
  readonly stealMs?: number;
  readonly runnableTasks?: number;
  readonly pressureMs?: number;
}

/** A tick of /proc/stat is 10 ms on every architecture that Linux runs functions on (USER_HZ). */
const TICK_MS = 10;

export const machineTime = (): MachineTime => ({
  ...parseStat(readProc('/proc/stat') ?? ''),
  ...parsePressure(readProc('/proc/pressure/cpu') ?? ''),
});

/** proc_stat(5): user nice system idle iowait irq softirq steal, and the guests' that user and nice hold already. */
export function parseStat(text: string): MachineTime {
  const fields = /^cpu +(.+)$/m.exec(text)?.[1]?.split(' ').map(Number);
  if (fields === undefined) return {};
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields;
  const running = /^procs_running (\d+)$/m.exec(text)?.[1];
  return {
    busyMs: (user + nice + system + irq + softirq) * TICK_MS,
    stealMs: steal * TICK_MS,
    ...(running === undefined ? {} : { runnableTasks: Number(running) }),
  };
}

/** `some avg10=0.00 avg60=0.00 avg300=0.00 total=123`, in microseconds (kernel, Documentation/accounting/psi.rst). */
export function parsePressure(text: string): MachineTime {
  const total = /^some .*total=(\d+)$/m.exec(text)?.[1];
  return total === undefined ? {} : { pressureMs: Number(total) / 1000 };
}

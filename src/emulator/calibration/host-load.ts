import { type MachineTime, machineTime } from '../observation/machine-time.js';

/** What the host did for others meanwhile. A list is empty where the host does not tell. */
export interface HostLoad {
  /** CPU time that a hypervisor gave to others while we wanted it, as a share of all CPU time; over the whole calibration. */
  readonly stealRatio: number | null;
  /** CPUs that were busy while we did nothing, one figure a look. */
  readonly otherBusyCpus: readonly number[];
  /**
   * Share of the time in which some process waited for a CPU while one of ours ran at full speed, one figure a look. Those
   * that a quota stops count as waiting, so it says something of the host only while nothing is limited.
   */
  readonly pressureRatio: readonly number[];
}

/** The host's counters at a moment of the monotonic clock. */
export interface Reading extends MachineTime {
  readonly atMs: number;
}

export const readHost = (): Reading => ({ ...machineTime(), atMs: performance.now() });

/** How many CPUs were busy between two readings; undefined where the host does not tell. */
export const busyCpus = (before: Reading, after: Reading): number | undefined => perMs(before, after, 'busyMs');

export function pressureRatio(before: Reading, after: Reading): number | undefined {
  const share = perMs(before, after, 'pressureMs');
  return share === undefined ? undefined : Math.min(1, share);
}

export function stealRatio(before: Reading, after: Reading, cpus: number): number | null {
  const stolen = perMs(before, after, 'stealMs');
  return stolen === undefined ? null : Math.min(1, stolen / cpus);
}

/** Never negative: the steal of a virtual machine that has moved to another host can fall. */
function perMs(before: Reading, after: Reading, counter: keyof MachineTime): number | undefined {
  const [first, last, passed] = [before[counter], after[counter], after.atMs - before.atMs];
  return first === undefined || last === undefined || passed <= 0 ? undefined : Math.max(0, last - first) / passed;
}

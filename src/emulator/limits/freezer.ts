import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { processesIn, writeControl } from './control-file.js';
import type { EnvironmentLimits } from './limits.js';

export type Freezer = Pick<EnvironmentLimits, 'freeze' | 'thaw'>;

/**
 * AWS freezes with this very freezer (/proc/self/cgroup of a function names it), and a clock goes on meanwhile: an
 * invocation after a pause of 12 s found the monotonic clock 12 s on (vault-lambda-extension#114, 2023), as it finds it
 * here. After a long pause it may not have moved on AWS, with the whole machine stopped (DarkHours#204, 2026-08;
 * vault-lambda-extension#150, 2024): the wall clock alone is right there, and here it always is.
 *
 * @param folder none where the host has no freezer hierarchy: then each of the processes is stopped by a signal.
 */
export function freezerV1(folder: string | undefined, processes: () => readonly number[]): Freezer {
  if (folder === undefined) return bySignals(processes);
  return {
    freeze: () => writeControl(folder, 'freezer.state', 'FROZEN'),
    thaw: () => writeControl(folder, 'freezer.state', 'THAWED'),
  };
}

/** Version 2 has had `cgroup.freeze` since Linux 5.2. */
export function freezerV2(folder: string): Freezer {
  if (!existsSync(join(folder, 'cgroup.freeze'))) return bySignals(() => processesIn(folder));
  return {
    freeze: () => writeControl(folder, 'cgroup.freeze', 1),
    thaw: () => writeControl(folder, 'cgroup.freeze', 0),
  };
}

const bySignals = (processes: () => readonly number[]): Freezer => ({
  freeze: () => signal(processes(), 'SIGSTOP'),
  thaw: () => signal(processes(), 'SIGCONT'),
});

/** Whole process groups; a process that has left its group runs on. */
export const signalGroups = (leaders: readonly number[], name: 'SIGSTOP' | 'SIGCONT'): void =>
  signal(
    leaders.map((leader) => -leader),
    name,
  );

function signal(pids: readonly number[], name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // Already gone.
    }
  }
}

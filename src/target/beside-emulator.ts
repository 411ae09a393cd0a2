import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { EmulatorFacts } from '../emulator/index.js';

/** Has this process, with all its threads, run on these CPUs alone. */
export type Bind = (cpus: readonly number[]) => Promise<unknown>;

const bindThisProcess: Bind = (cpus) =>
  promisify(execFile)('taskset', ['-a', '-c', '-p', cpus.join(), `${process.pid}`]);

/**
 * Joins the emulator on the CPU that it keeps from functions, if it does: sending, writing down and drawing then take no
 * time from what is measured. Until this process ends; where it cannot be moved it stays where it is, as its work between
 * two invocations disturbs nobody.
 */
export async function runBeside(
  emulator: Pick<EmulatorFacts, 'apart'> | undefined,
  bind: Bind = bindThisProcess,
): Promise<void> {
  if (emulator?.apart?.kept === true) await bind(emulator.apart.cpus).catch(() => {});
}

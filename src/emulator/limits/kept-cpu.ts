import { execFileSync } from 'node:child_process';
import { allowedCpus, CpuPlacement, tasksetIn } from './visible-cpus.js';

/** Below this a CPU fewer is one that functions would miss: most of them find two on AWS. */
const ENOUGH_CPUS = 4;

/** Whether the emulator keeps off the CPUs that functions run on. */
export type KeptApart =
  | {
      readonly kept: true;
      /** The emulator's own, and for its client to run on, too. Only functions that find more on AWS run there as well. */
      readonly cpus: readonly number[];
    }
  | { readonly kept: false; readonly reason: string };

export interface Separation {
  readonly placement: CpuPlacement;
  readonly apart: KeptApart;
  /** Gives the emulator back all the CPUs that it had. */
  end(): void;
}

/** Has a process, with all its threads, run on these CPUs alone. What it starts afterwards does so, too. */
export type Bind = (taskset: string, cpus: readonly number[]) => void;

const bindThisProcess: Bind = (taskset, cpus) =>
  void execFileSync(taskset, ['-a', '-c', '-p', cpus.join(), `${process.pid}`], {
    stdio: 'ignore',
  });

/**
 * Takes the last CPU for the emulator and its client, where there are enough. The first one is where many hosts handle
 * their interrupts. Where a core has two threads the other one is still the functions': to keep both would take half of
 * four CPUs.
 * @param root `/`, or a folder that stands for it in a test.
 */
export function separate(root: string, bind: Bind = bindThisProcess): Separation {
  const taskset = tasksetIn(root);
  const allowed = allowedCpus(root);
  const together = (reason: string): Separation => ({
    placement: new CpuPlacement(taskset, allowed),
    apart: { kept: false, reason },
    end: () => {},
  });
  if (allowed.length === 0) return together('the system does not say which CPUs may be used');
  if (allowed.length < ENOUGH_CPUS) return together(`of ${allowed.length} CPUs none can be kept from functions`);
  if (taskset === undefined) return together('there is no taskset (util-linux)');
  const kept = allowed.slice(-1);
  try {
    bind(taskset, kept);
  } catch {
    return together(`${taskset} could not move the emulator to a CPU of its own`);
  }
  return {
    placement: new CpuPlacement(taskset, allowed, kept),
    apart: { kept: true, cpus: kept },
    end: () => tryTo(() => bind(taskset, allowed)),
  };
}

function tryTo(act: () => void): void {
  try {
    act();
  } catch {
    // It ends on the CPU that it has.
  }
}

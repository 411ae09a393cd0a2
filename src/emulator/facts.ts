import type { SandboxEnforcement } from './environment/sandbox/sandbox.js';
import type { KeptApart } from './limits/kept-cpu.js';
import type { Enforcement, LimitsEnforcement } from './limits/limits.js';
import { largestFullShareMB } from './limits/limits.js';
import type { Simulated } from './platform-noise/simulated.js';
import type { RuntimeFact } from './runtimes/interpreters.js';

/** What a reader of a benchmark has to know of the machine that stood in for AWS. */
export interface EmulatorFacts {
  readonly emulator: 'kelvin';
  readonly version: 1;
  readonly cpu: Enforcement;
  readonly memory: Enforcement;
  /** Whether functions have a file system of their own. */
  readonly sandbox: SandboxEnforcement;
  readonly hostCores: number;
  /** The largest memory size whose CPU share the host can give in full. */
  readonly largestFullShareMB: number;
  readonly runtimes: readonly RuntimeFact[];
  /** Whether it has a CPU of its own; where it prefers functions. */
  readonly apart?: KeptApart;
  /** What is not measured but drawn, where noise was asked for. */
  readonly simulated?: Simulated;
}

export interface HostFacts {
  readonly limits: LimitsEnforcement;
  readonly sandbox: SandboxEnforcement;
  readonly hostCores: number;
  readonly runtimes: readonly RuntimeFact[];
  readonly apart?: KeptApart;
}

export function gatherFacts({ limits, sandbox, hostCores, runtimes, apart }: HostFacts): EmulatorFacts {
  return {
    emulator: 'kelvin',
    version: 1,
    cpu: limits.cpu,
    memory: limits.memory,
    sandbox,
    hostCores,
    largestFullShareMB: largestFullShareMB(hostCores),
    runtimes,
    ...(apart === undefined ? {} : { apart }),
  };
}

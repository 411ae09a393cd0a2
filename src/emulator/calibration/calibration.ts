import type { EmulatorFacts } from '../facts.js';
import type { HostLoad } from './host-load.js';
import type { KernelFacts } from './kernel.js';
import type { Namespaces } from './namespaces.js';
import type { Spent } from './probes/burn.cjs';

/** What was measured of the host that stands in for AWS, unjudged: whoever prints it decides what it means. */
export interface Calibration {
  readonly version: 1;
  /** ISO 8601, UTC: when it began. */
  readonly calibratedAt: string;
  readonly tookMs: number;
  readonly machine: Machine;
  readonly kernel: KernelFacts;
  /** Which backends and which sandbox; in a container `hostCores` are its part of the machine's. */
  readonly facts: EmulatorFacts;
  readonly namespaces: Namespaces;
  readonly fullSpeed: FullSpeed;
  readonly shares: readonly ShareMeasured[];
  readonly memory: MemoryMeasured;
  readonly load: HostLoad;
}

export interface Machine {
  readonly os: string;
  readonly architecture: string;
  readonly cpuModel: string;
  /** Of the machine, whatever part of them is ours. */
  readonly cpus: number;
  readonly totalMemoryMB: number;
  /** What could be had without swapping when it began. */
  readonly freeMemoryMB: number;
  readonly freeTmpMB: number | null;
  readonly node: string;
  readonly isRoot: boolean;
}

/** Of one fixed piece of work, over and over outside any quota, in groups that lie seconds apart. */
export interface FullSpeed {
  /** Rounds of the loop in a task. */
  readonly rounds: number;
  readonly tasks: readonly (Spent & { readonly group: number })[];
  /** How much later than asked a sleep of 1 ms ended. */
  readonly lateMs: readonly number[];
  /** From the start of a bare Node.js in an environment until it runs its first line. */
  readonly startMs: readonly number[];
}

/** What one memory size got of the CPU, in stretches that begin and end alike. */
export interface ShareMeasured {
  readonly memorySizeMB: number;
  /** What the size is due: memory size / 1,769 MB. */
  readonly vcpus: number;
  readonly threads: number;
  readonly stretches: readonly Spent[];
  /** How long it computed at a time where the CPU was taken away in between. */
  readonly burstMs: readonly number[];
  /** Why there is nothing. */
  readonly missing?: string;
}

/** What became of a process that asked for more than its memory size. */
export interface MemoryMeasured {
  readonly memorySizeMB: number;
  readonly outcome: 'killed' | 'survived' | 'unknown';
  /** How much of its own it had by then, beside what Node.js takes for itself. */
  readonly filledMB?: number;
  /** Why it is unknown. */
  readonly missing?: string;
}

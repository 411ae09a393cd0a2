import type { Megabytes } from '../../units/index.js';
import type { GroupMemory } from './group-memory.js';

/** What can hold environments to their limits, the best first. */
export const BACKENDS = ['cgroup-v2', 'cgroup-v1', 'signals', 'none'] as const;
export type Backend = (typeof BACKENDS)[number];

/** A better backend that the host does not allow. */
export interface PassedOver {
  readonly backend: Backend;
  readonly reason: string;
  readonly hint: string;
}

export type Enforcement =
  | {
      readonly enforced: true;
      readonly backend: Exclude<Backend, 'none'>;
      /** What it does less well than a kernel's cgroups. */
      readonly caveat?: string;
      readonly passedOver?: readonly PassedOver[];
    }
  | { readonly enforced: false; readonly reason: string; readonly hint: string };

/** Not every backend holds both. */
export interface LimitsEnforcement {
  readonly cpu: Enforcement;
  readonly memory: Enforcement;
}

export function enforcedBy(backend: Exclude<Backend, 'none'>): LimitsEnforcement {
  const enforcement: Enforcement = { enforced: true, backend };
  return { cpu: enforcement, memory: enforcement };
}

/** What holds execution environments to the CPU share and the memory that they are sold with. */
export interface Limits {
  readonly enforcement: LimitsEnforcement;
  /** How many CPUs there are to share out; a container may have fewer than the machine, and parts of one. */
  readonly cores: number;
  /** Folders to be emptied and removed when the emulator is gone. */
  readonly folders: readonly string[];
  environment(id: string, memorySize: Megabytes): EnvironmentLimits;
  remove(): Promise<void>;
}

/** The limits of one execution environment. */
export interface EnvironmentLimits {
  /** A process writes 0 here, which is itself, before it becomes the runtime: no instruction of that runs unlimited. */
  readonly entries: readonly string[];
  /** A process has been started in a process group of its own: for where no kernel keeps the list of them. */
  started(leader: number): void;
  /** Until then the CPU share is that of an INIT on demand, see `boostUs`. */
  limitCpu(): void;
  /** The handler's work is done, and the runtime about to ask for the next: for where that is charged otherwise than on AWS. */
  answered?(): void;
  /** How many processes the kernel has killed here for want of memory. */
  outOfMemoryKills(): number;
  /** All live processes, where the kernel keeps the list. */
  processes(): readonly number[] | undefined;
  /** Where the kernel keeps an account for all of them together. */
  readonly memory?: GroupMemory;
  /** How long the quota has held it back so far, on all CPUs together; not known where nothing counts it. */
  throttledMs?(): number;
  /** It holds back by stopping: that is no waiting on a run queue, as the kernel's own throttling is. */
  readonly stopsToThrottle?: boolean;
  /**
   * Stops all processes, so that not even their timers run, until `thaw`.
   * @param leaders of the process groups, for where the kernel cannot stop a cgroup.
   */
  freeze(leaders: readonly number[]): void;
  thaw(leaders: readonly number[]): void;
  /** Kills whatever runs, frozen or not; the limits stay for what comes next. @returns whether nothing is left. */
  kill(): Promise<boolean>;
  /** Kills whatever still runs and takes the limits down. */
  remove(): Promise<void>;
}

/** Lambda runs with a CFS period of 20 ms (measured by UBC for EuroSys'26, 2025), ours has to be the same. */
export const PERIOD_US = 20_000;
/** The size that buys one vCPU (Lambda quotas page, read 2026-10). */
const MB_PER_VCPU = 1769;
/** The kernel refuses a smaller quota, and a shorter period (min_cfs_quota_period, kernel/sched/core.c). */
export const MIN_QUOTA_US = 1000;
/**
 * What INIT on demand runs with, whatever the size. AWS documents no figure. That it is boosted, that with provisioned
 * concurrency it is not, and that both are the same from 1,769 MB on for code on one thread: DataDog's extension, pull request
 * 700 (2025-06). Two is what users report and what a small function sees as CPUs; a certain source there is none.
 */
const BOOSTED_VCPUS = 2;

/** CPU time in microseconds that a memory size may use in every period; no more than the host has. */
export function quotaUs(memorySize: Megabytes, hostCores: number): number {
  const share = Math.min(memorySize / MB_PER_VCPU, hostCores);
  return Math.max(MIN_QUOTA_US, Math.round(PERIOD_US * share));
}

/** The same while INIT on demand lasts; undefined where the host has no more than that, so that it need not be held. */
export function boostUs(memorySize: Megabytes, hostCores: number): number | undefined {
  const vcpus = Math.max(BOOSTED_VCPUS, memorySize / MB_PER_VCPU);
  return vcpus < hostCores ? Math.round(PERIOD_US * vcpus) : undefined;
}

export const largestFullShareMB = (hostCores: number): number => Math.floor(hostCores * MB_PER_VCPU);

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Megabytes } from '../../units/index.js';
import { type BandwidthFiles, CpuBandwidth, restingWhileFrozen } from './bandwidth.js';
import {
  empty,
  emptyAndRemove,
  madeWhole,
  makeGroup,
  processesIn,
  readKey,
  readNumber,
  tryToWrite,
  writeControl,
} from './control-file.js';
import { freezerV1 as freezer } from './freezer.js';
import { groupMemoryV1 } from './group-memory.js';
import { boostUs, type EnvironmentLimits, enforcedBy, type Limits, quotaUs } from './limits.js';
import { discountTheDead, limitProcesses } from './process-limit.js';

/** One folder a controller, each a hierarchy of its own, mostly. */
export interface V1Folders {
  readonly cpu: string;
  readonly memory: string;
  /** Not every host has these, and not every container may use them. */
  readonly freezer?: string;
  readonly pids?: string;
}

const below = ({ cpu, memory, freezer, pids }: V1Folders, name: string): V1Folders => ({
  cpu: join(cpu, name),
  memory: join(memory, name),
  ...(freezer === undefined ? {} : { freezer: join(freezer, name) }),
  ...(pids === undefined ? {} : { pids: join(pids, name) }),
});

const distinct = (folders: V1Folders): string[] => [...new Set<string>(Object.values(folders))];

export function cgroupV1(parents: V1Folders, name: string, hostCores: number): Limits {
  const own = below(parents, name);
  const folders = distinct(own);
  folders.forEach(makeGroup);
  const cores = Math.min(hostCores, ownCores(parents.cpu));
  return {
    enforcement: enforcedBy('cgroup-v1'),
    cores,
    folders,
    environment: (id, memorySize) => {
      const groups = below(own, id);
      return madeWhole(distinct(groups), () => environment(groups, memorySize, cores));
    },
    remove: () => emptyAndRemove(folders),
  };
}

/** The kernel refuses a group a larger share than the group above it has; -1 is no limit. */
function ownCores(folder: string): number {
  const quota = readNumber(folder, 'cpu.cfs_quota_us') ?? -1;
  const period = readNumber(folder, 'cpu.cfs_period_us') ?? 0;
  return quota > 0 && period > 0 ? quota / period : Number.POSITIVE_INFINITY;
}

function environment(folders: V1Folders, memorySize: Megabytes, hostCores: number): EnvironmentLimits {
  const all = distinct(folders);
  const bytes = memorySize * 1_048_576;
  writeControl(folders.memory, 'memory.limit_in_bytes', bytes);
  // With swap the limit would slow a function down where Lambda kills it. Not every kernel accounts swap.
  if (existsSync(join(folders.memory, 'memory.memsw.limit_in_bytes'))) {
    writeControl(folders.memory, 'memory.memsw.limit_in_bytes', bytes);
  }
  const quotas = { share: quotaUs(memorySize, hostCores), boost: boostUs(memorySize, hostCores) };
  const bandwidth = new CpuBandwidth(bandwidthFiles(folders.cpu), quotas);
  bandwidth.boost();
  const { pids } = folders;
  if (pids !== undefined) limitProcesses(pids);
  return {
    // A whole process would have to wait for all CPUs to take note, 5 to 15 ms; its one thread moves at once (kernel,
    // cgroup_procs_write_start: no lock of thread groups for a thread that moves itself; measured on Linux 6.18, 2026-11).
    entries: all.map((folder) => join(folder, 'tasks')),
    started: () => {},
    limitCpu: () => bandwidth.limit(),
    answered: () => bandwidth.finish(),
    outOfMemoryKills: () => readKey(folders.memory, 'memory.oom_control', 'oom_kill'),
    processes: () => processesIn(folders.memory),
    memory: groupMemoryV1(folders.memory),
    throttledMs: () => readKey(folders.cpu, 'cpu.stat', 'throttled_time') / 1e6,
    ...restingWhileFrozen(
      freezer(folders.freezer, () => processesIn(folders.memory)),
      bandwidth,
    ),
    async kill() {
      bandwidth.unlimit();
      const clean = await empty(all);
      if (pids !== undefined) discountTheDead(pids);
      return clean;
    },
    remove() {
      bandwidth.unlimit();
      return emptyAndRemove(all);
    },
  };
}

function bandwidthFiles(folder: string): BandwidthFiles {
  let period: number | undefined;
  return {
    write(quotaUs, periodUs) {
      if (period !== periodUs) writeControl(folder, 'cpu.cfs_period_us', periodUs);
      period = periodUs;
      writeControl(folder, 'cpu.cfs_quota_us', quotaUs ?? -1);
    },
    allowBurst: (burstUs) => void tryToWrite(folder, 'cpu.cfs_burst_us', burstUs),
    periods: () => readKey(folder, 'cpu.stat', 'nr_periods'),
  };
}

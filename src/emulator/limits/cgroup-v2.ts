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
  tryToWrite,
  writeControl,
} from './control-file.js';
import { freezerV2 } from './freezer.js';
import { groupMemoryV2 } from './group-memory.js';
import { boostUs, type EnvironmentLimits, enforcedBy, type Limits, quotaUs } from './limits.js';
import { coresOf, handDown, leavePlace, placeFor } from './place-v2.js';
import { discountTheDead, limitProcesses } from './process-limit.js';

/** @param own the group that the emulator runs in. @throws where the host does not allow it. */
export function cgroupV2(own: string, name: string, hostCores: number): Limits {
  const cores = Math.min(hostCores, coresOf(own));
  const place = placeFor(own);
  const folder = join(place, name);
  const remove = async () => {
    await emptyAndRemove([folder]);
    await leavePlace(place);
  };
  try {
    makeGroup(folder);
    handDown(folder);
  } catch (error) {
    void remove();
    throw error;
  }
  return {
    enforcement: enforcedBy('cgroup-v2'),
    cores,
    folders: [folder],
    environment: (id, memorySize) => {
      const group = join(folder, id);
      return madeWhole([group], () => environment(group, memorySize, cores));
    },
    remove,
  };
}

function environment(folder: string, memorySize: Megabytes, hostCores: number): EnvironmentLimits {
  writeControl(folder, 'memory.max', memorySize * 1_048_576);
  // With swap the limit would slow a function down where Lambda kills it. Not every kernel accounts swap.
  if (existsSync(join(folder, 'memory.swap.max'))) writeControl(folder, 'memory.swap.max', 0);
  const quotas = { share: quotaUs(memorySize, hostCores), boost: boostUs(memorySize, hostCores) };
  const bandwidth = new CpuBandwidth(bandwidthFiles(folder), quotas);
  bandwidth.boost();
  const limitsProcesses = existsSync(join(folder, 'pids.max'));
  if (limitsProcesses) limitProcesses(folder);
  return {
    entries: [join(folder, 'cgroup.procs')],
    started: () => {},
    limitCpu: () => bandwidth.limit(),
    answered: () => bandwidth.finish(),
    outOfMemoryKills: () => readKey(folder, 'memory.events', 'oom_kill'),
    processes: () => processesIn(folder),
    memory: groupMemoryV2(folder),
    throttledMs: () => readKey(folder, 'cpu.stat', 'throttled_usec') / 1000,
    ...restingWhileFrozen(freezerV2(folder), bandwidth),
    async kill() {
      bandwidth.unlimit();
      const clean = await empty([folder]);
      if (limitsProcesses) discountTheDead(folder);
      return clean;
    },
    remove() {
      bandwidth.unlimit();
      return emptyAndRemove([folder]);
    },
  };
}

const bandwidthFiles = (folder: string): BandwidthFiles => ({
  write: (quotaUs, periodUs) => writeControl(folder, 'cpu.max', `${quotaUs ?? 'max'} ${periodUs}`),
  allowBurst: (burstUs) => void tryToWrite(folder, 'cpu.max.burst', burstUs),
  periods: () => readKey(folder, 'cpu.stat', 'nr_periods'),
});

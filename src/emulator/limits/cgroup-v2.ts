import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Megabytes } from '../../units/index.js';
import { type BandwidthFiles, CpuBandwidth, restingWhileFrozen } from './bandwidth.js';
import {
  empty,
  emptyAndRemove,
  makeGroup,
  processesIn,
  readControl,
  readKey,
  tryToWrite,
  writeControl,
} from './control-file.js';
import { freezerV2 } from './freezer.js';
import { groupMemoryV2 } from './group-memory.js';
import { boostUs, type EnvironmentLimits, enforcedBy, type Limits, quotaUs } from './limits.js';
import { discountTheDead, limitProcesses } from './process-limit.js';

/** @param own the group that the emulator runs in. */
export function cgroupV2(own: string, name: string, hostCores: number): Limits {
  const folder = join(placeFor(own), name);
  makeGroup(folder);
  writeControl(folder, 'cgroup.subtree_control', '+cpu +memory');
  const controllers = (readControl(folder, 'cgroup.controllers') ?? '').split(/\s+/);
  if (controllers.includes('pids')) writeControl(folder, 'cgroup.subtree_control', '+pids');
  const cores = Math.min(hostCores, ownCores(own));
  return {
    enforcement: enforcedBy('cgroup-v2'),
    cores,
    folders: [folder],
    environment: (id, memorySize) => environment(join(folder, id), memorySize, cores),
    remove: () => emptyAndRemove([folder]),
  };
}

/** On a host in hybrid mode the unified mount is there, but version 1 holds the controllers. */
export const offersControllers = (own: string): boolean =>
  ancestry(own).some((group) => hasBoth(readControl(group, 'cgroup.controllers') ?? ''));

/**
 * The nearest group from the own one upwards that hands both controllers down and may be written: as root there is one,
 * and no process has to move. In a delegated subtree it may have to be made.
 */
function placeFor(own: string): string {
  const ready = ancestry(own).find((group) => handsDown(group) && isWritable(group));
  if (ready === undefined) handDownControllers(own);
  return ready ?? own;
}

/** The group and those above it, as far as the mount shows them. */
function ancestry(group: string): string[] {
  return existsSync(join(group, 'cgroup.controllers')) ? [group, ...ancestry(dirname(group))] : [];
}

const handsDown = (group: string): boolean => hasBoth(readControl(group, 'cgroup.subtree_control') ?? '');

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** `max 100000` or `150000 100000`: a share beyond it could be set here, but would never be had. */
function ownCores(own: string): number {
  const [quota, period] = (readControl(own, 'cpu.max') ?? '').split(' ').map(Number);
  return quota && period && quota > 0 ? quota / period : Number.POSITIVE_INFINITY;
}

const hasBoth = (list: string): boolean => ['cpu', 'memory'].every((it) => list.split(/\s+/).includes(it));

/**
 * A group that hands controllers down may hold no process itself ("no internal process constraint", kernel
 * Documentation/admin-guide/cgroup-v2.rst), so those in it, the emulator and who started it, move to a leaf.
 */
function handDownControllers(own: string): void {
  const leaf = join(own, 'kelvin-host');
  makeGroup(leaf);
  for (const pid of processesIn(own)) writeControl(leaf, 'cgroup.procs', pid);
  writeControl(own, 'cgroup.subtree_control', '+cpu +memory');
}

function environment(folder: string, memorySize: Megabytes, hostCores: number): EnvironmentLimits {
  makeGroup(folder);
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

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { megabytes } from '../../units/index.js';
import { cgroupV1 } from './cgroup-v1.js';
import { cgroupV2, offersControllers } from './cgroup-v2.js';
import type { Limits } from './limits.js';
import { type CgroupMounts, findCgroups } from './mounts.js';
import { noLimits } from './none.js';

export interface Host {
  /** `/`, or a folder that stands for it in a test. */
  readonly root: string;
  readonly cores: number;
  readonly platform: NodeJS.Platform;
}

/** Takes the first way of limiting that works when tried: version 2, version 1, none. */
export async function chooseLimits(host: Host, name: string): Promise<Limits> {
  if (host.platform !== 'linux') {
    return noLimits(host.cores, `${host.platform} has no cgroups`, 'run it on Linux, or in a Linux container as root');
  }
  const mounts = readMounts(host.root);
  if (mounts === undefined) return noLimits(host.cores, '/proc/self/cgroup cannot be read');
  const reasons: string[] = [];
  for (const make of candidates(mounts, host, name)) {
    try {
      return await tried(make);
    } catch (error) {
      reasons.push(reasonOf(error));
    }
  }
  return noLimits(host.cores, reasons.at(-1) ?? 'no cgroup mount has the cpu and the memory controller');
}

const REFUSALS: Readonly<Record<string, string>> = {
  EACCES: 'no right to make cgroups',
  EPERM: 'no right to make cgroups',
  EROFS: 'the cgroup file system is read-only',
};

function reasonOf(error: unknown): string {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  return REFUSALS[code] ?? message;
}

function readMounts(root: string): CgroupMounts | undefined {
  try {
    const read = (file: string): string => readFileSync(join(root, file), 'utf8');
    return findCgroups(read('proc/self/mountinfo'), read('proc/self/cgroup'));
  } catch {
    return undefined;
  }
}

function candidates(mounts: CgroupMounts, host: Host, name: string): (() => Limits)[] {
  const { v1, v2 } = mounts;
  const found: (() => Limits)[] = [];
  const own = v2 === undefined ? undefined : join(host.root, v2);
  if (own !== undefined && offersControllers(own)) found.push(() => cgroupV2(own, name, host.cores));
  const cpu = v1.get('cpu');
  const memory = v1.get('memory');
  if (cpu !== undefined && memory !== undefined) {
    const parents = { cpu: join(host.root, cpu), memory: join(host.root, memory) };
    const more = ['freezer', 'pids'].flatMap((controller) => {
      const folder = v1.get(controller);
      return folder === undefined ? [] : [[controller, join(host.root, folder)]];
    });
    if (more.length > 0) found.push(() => cgroupV1({ ...parents, ...Object.fromEntries(more) }, name, host.cores));
    found.push(() => cgroupV1(parents, name, host.cores));
  }
  return found;
}

/** A folder may be made where a limit may not be set, so the largest of each is set before anyone relies on it. */
async function tried(make: () => Limits): Promise<Limits> {
  const limits = make();
  try {
    const probe = limits.environment('probe', megabytes(10_240));
    probe.limitCpu();
    probe.freeze([]);
    probe.thaw([]);
    await probe.remove();
    return limits;
  } catch (error) {
    await limits.remove();
    throw error;
  }
}

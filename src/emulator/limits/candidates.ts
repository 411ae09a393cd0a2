import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupV1, type V1Folders } from './cgroup-v1.js';
import { cgroupV2 } from './cgroup-v2.js';
import type { Backend, Limits } from './limits.js';
import { type CgroupMounts, findCgroups } from './mounts.js';
import { offersControllers } from './place-v2.js';
import { Refusal, refusalOf } from './refusal.js';
import { signalLimits } from './signals/signals.js';

export interface Host {
  /** `/`, or a folder that stands for it in a test. */
  readonly root: string;
  readonly cores: number;
  readonly platform: NodeJS.Platform;
  /** Gets the process a group of its own to make groups in, where it may make none in the one that it is in. */
  readonly delegate?: (name: string) => Promise<void>;
}

export interface Candidate {
  readonly backend: Exclude<Backend, 'none'>;
  /** Ways of doing it, the best first. @throws when it cannot even be tried. */
  ways(): Promise<readonly (() => Limits)[]>;
  /** To be called when no way has worked, for more of them. @throws when there are none. */
  more?(): Promise<readonly (() => Limits)[]>;
}

const ON_LINUX = 'run it on Linux, or in a Linux container as root';
const UNIFIED = 'start the host with cgroup v2 (systemd.unified_cgroup_hierarchy=1), or in a container that sees it';

export function candidates(host: Host, name: string): Candidate[] {
  return [version2(host, name), version1(host, name), signals(host)];
}

function version2(host: Host, name: string): Candidate {
  const ways = async () => {
    const own = ownGroup(host);
    return [() => cgroupV2(own, name, host.cores)];
  };
  const { delegate } = host;
  if (delegate === undefined) return { backend: 'cgroup-v2', ways };
  const more = async () => {
    await delegate(name);
    return ways();
  };
  return { backend: 'cgroup-v2', ways, more };
}

/** @throws Refusal where version 2 has no controllers to offer. */
function ownGroup(host: Host): string {
  const { v2 } = readMounts(host);
  if (v2 === undefined) throw new Refusal('no cgroup v2 is mounted', UNIFIED);
  const own = join(host.root, v2);
  if (offersControllers(own)) return own;
  throw new Refusal('cgroup v2 has no cpu and memory controllers here', UNIFIED);
}

function version1(host: Host, name: string): Candidate {
  const ways = async () => {
    const { v1 } = readMounts(host);
    const [cpu, memory, freezer, pids] = ['cpu', 'memory', 'freezer', 'pids'].map((controller) => {
      const folder = v1.get(controller);
      return folder === undefined ? undefined : join(host.root, folder);
    });
    if (cpu === undefined || memory === undefined) {
      throw new Refusal('no cgroup v1 mount has the cpu and the memory controller', UNIFIED);
    }
    const all = { cpu, memory, ...(freezer ? { freezer } : {}), ...(pids ? { pids } : {}) };
    const make = (folders: V1Folders) => () => cgroupV1(folders, name, host.cores);
    return freezer === undefined && pids === undefined ? [make(all)] : [make(all), make({ cpu, memory })];
  };
  return { backend: 'cgroup-v1', ways };
}

const signals = ({ root, cores, platform }: Host): Candidate => ({
  backend: 'signals',
  ways: async () => {
    if (platform === 'win32') throw new Refusal('Windows has no stop and continue signals', ON_LINUX);
    return [() => signalLimits(cores, join(root, 'proc'))];
  },
});

function readMounts({ root, platform }: Host): CgroupMounts {
  if (platform !== 'linux') throw new Refusal(`${platform} has no cgroups`, ON_LINUX);
  try {
    const read = (file: string): string => readFileSync(join(root, file), 'utf8');
    return findCgroups(read('proc/self/mountinfo'), read('proc/self/cgroup'));
  } catch (error) {
    throw new Refusal('/proc/self/cgroup cannot be read', refusalOf(error).hint);
  }
}

import { join } from 'node:path';

export interface CgroupMounts {
  /** The emulator's own group in each version 1 hierarchy, by controller. */
  readonly v1: ReadonlyMap<string, string>;
  /** The emulator's own group in the unified hierarchy. */
  readonly v2?: string;
}

interface Mount {
  readonly root: string;
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

/**
 * Finds the groups that the emulator itself is in, which is where a limit of its own may be nested: in a container the
 * mount shows only a part of the hierarchy, and a path from /proc/self/cgroup has to be read relative to that part.
 */
export function findCgroups(mountinfo: string, selfCgroup: string): CgroupMounts {
  const own = ownPaths(selfCgroup);
  const v1 = new Map<string, string>();
  let v2: string | undefined;
  for (const mount of mountinfo.split('\n').flatMap(parseMount)) {
    if (mount.type === 'cgroup2') v2 ??= folderOf(mount, own.get('') ?? '/');
    if (mount.type !== 'cgroup') continue;
    for (const option of mount.options) {
      const path = own.get(option);
      if (path !== undefined && !v1.has(option)) v1.set(option, folderOf(mount, path));
    }
  }
  return v2 === undefined ? { v1 } : { v1, v2 };
}

/** `31 23 0:28 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu`: proc_pid_mountinfo(5). */
function parseMount(line: string): Mount[] {
  const [before, after] = line.split(' - ');
  const [, , , root, point] = (before ?? '').split(' ');
  const [type, , options] = (after ?? '').split(' ');
  if (root === undefined || point === undefined || type === undefined) return [];
  return [{ root, point, type, options: (options ?? '').split(',') }];
}

/** `4:cpu,cpuacct:/user` a line; the unified hierarchy has an empty list: cgroups(7). */
function ownPaths(selfCgroup: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const line of selfCgroup.split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) continue;
    for (const controller of controllers.split(',')) paths.set(controller, path);
  }
  return paths;
}

function folderOf(mount: Mount, path: string): string {
  if (path.startsWith('/..')) return mount.point;
  const root = mount.root === '/' ? '' : mount.root;
  const below = path === '/' ? '' : path;
  return below === root || below.startsWith(`${root}/`) ? join(mount.point, below.slice(root.length)) : mount.point;
}

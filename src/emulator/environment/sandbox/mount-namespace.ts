import { chmodSync, existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hostsFile, loopbackOf } from './loopback.js';
import { type Bind, covers, inSafeOrder, mountTable } from './mount-table.js';
import type { Contents, EnvironmentSandbox, Sandbox, SandboxPaths } from './sandbox.js';
import { makeSkeleton, type Skeleton } from './skeleton.js';

/** The programs of util-linux that do the work, by their full paths: a function's PATH must not choose them. */
export interface Programs {
  readonly unshare: string;
  readonly mount: string;
}

const PATHS: SandboxPaths = {
  taskRoot: '/var/task',
  runtimeDir: '/var/runtime',
  optDir: '/opt',
  langDir: '/var/lang',
  tmpDir: '/tmp',
};
/** Where people keep what is none of a function's business, credentials of AWS for one. */
const HOMES = ['/home', '/root'];

export interface MountNamespaceOptions {
  readonly programs: Programs;
  /** The emulator's own. */
  readonly workFolder: string;
  /** What the processes inside are not to see, the work folder included; without links in the paths. */
  readonly hidden: readonly string[];
  /** A user without rights may mount in a user namespace of its own. */
  readonly userNamespace: boolean;
}

/**
 * Gives each process a view of its own of the host's file system, in which /var, /opt and /tmp are Lambda's and the
 * homes and the emulator's folder are empty. Two programs are run for it on the way to the runtime: `unshare`, and one
 * `mount` that reads all mounts from a table. Measured on 2 cores (Linux 6.18, 2026-11), they cost 3 ms together, each
 * further mount in the table 0.02 ms; one `mount` a folder would cost 2 ms each.
 *
 * There is no chroot: everything else of the host stays where it is, so that interpreters find their libraries.
 */
export function mountNamespace(options: MountNamespaceOptions): Sandbox {
  const folder = join(options.workFolder, 'sandbox');
  mkdirSync(folder, { recursive: true });
  const skeleton = makeSkeleton(folder);
  const prefix = [options.programs.unshare, ...(options.userNamespace ? ['--user', '--map-root-user'] : []), '--mount'];
  return {
    enforcement: { enforced: true, backend: 'mount-namespace' },
    environment: (id, contents) => {
      const own = ownFiles(folder, id, contents, skeleton);
      mkdirSync(own.tmp);
      // Not at its making, where the emulator's umask would have a say.
      chmodSync(own.tmp, 0o1777);
      writeFileSync(own.table, mountTable(bindsOf({ contents, skeleton, own, hidden: options.hidden })));
      return {
        paths: PATHS,
        loopback: own.loopback,
        entrance: { prefix, setUp: [options.programs.mount, own.table] },
        remove: () => removeAll(own),
      } satisfies EnvironmentSandbox;
    },
  };
}

/** What belongs to one environment alone. */
interface OwnFiles {
  readonly tmp: string;
  readonly table: string;
  readonly loopback: string;
  readonly hosts?: string;
}

/** Extensions come in layers: without any nobody else listens, and the hosts file of all will do. */
function ownFiles(folder: string, id: string, contents: Contents, skeleton: Skeleton): OwnFiles {
  const own = { tmp: join(folder, `${id}.tmp`), table: join(folder, `${id}.fstab`), loopback: '127.0.0.1' };
  if (skeleton.hosts === undefined || contents.layers === undefined) return own;
  const hosts = join(folder, `${id}.hosts`);
  const loopback = loopbackOf(id);
  writeFileSync(hosts, hostsFile(skeleton.hosts.ofHost, loopback), { mode: 0o644 });
  return { ...own, loopback, hosts };
}

async function removeAll({ tmp, table, hosts = table }: OwnFiles): Promise<void> {
  await Promise.all([tmp, table, hosts].map((path) => rm(path, { recursive: true, force: true })));
}

interface Places {
  readonly contents: Contents;
  readonly skeleton: Skeleton;
  readonly own: OwnFiles;
  readonly hidden: readonly string[];
}

/** First everything into the new /var, at its place in the work folder; then that over the host's. */
function bindsOf({ contents, skeleton, own, hidden }: Places): Bind[] {
  const readOnly = true;
  const sources = { task: contents.package, runtime: contents.runtime, lang: contents.language };
  const inside = Object.entries(sources).flatMap(([name, source]): Bind[] =>
    source === undefined ? [] : [{ source, target: join(skeleton.var, name), readOnly }],
  );
  const hosts = own.hosts ?? skeleton.hosts?.path;
  const over: Bind[] = [
    { source: skeleton.var, target: '/var', readOnly, recursive: true },
    { source: realpathSync(contents.layers ?? skeleton.empty), target: PATHS.optDir, readOnly },
    { source: own.tmp, target: PATHS.tmpDir, readOnly: false },
    ...(hosts === undefined ? [] : [{ source: hosts, target: '/etc/hosts', readOnly }]),
    ...withHomes(hidden).map((target) => ({ source: skeleton.empty, target, readOnly })),
  ];
  return [...inside, ...inSafeOrder(over)];
}

/** Not what lies behind another mount already. */
function withHomes(hidden: readonly string[]): string[] {
  const homes = HOMES.filter((folder) => existsSync(folder));
  const behind = [...homes, '/var', PATHS.optDir, PATHS.tmpDir];
  return [...homes, ...hidden.filter((folder) => !behind.some((other) => covers(other, folder)))];
}

import { chmodSync, chownSync, existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Megabytes, megabytes } from '../../../units/index.js';
import { bindsAbovePackage } from './above-package.js';
import { Keepers } from './keepers.js';
import { hostsFile, loopbackOf } from './loopback.js';
import { MEMINFO, writeMeminfo } from './meminfo.js';
import { type Bind, covers, inSafeOrder, mountTable, PROC } from './mount-table.js';
import type { Namespaces } from './namespaces.js';
import { type OwnFiles, OwnMounts, PATHS } from './own-mounts.js';
import { LAMBDA_USER, passwdFile, userIds } from './own-user.js';
import type { Programs } from './programs.js';
import type { Contents, Sandbox } from './sandbox.js';
import { makeSkeleton, type Skeleton } from './skeleton.js';
import { TmpImages } from './tmp-images.js';

/** Where people keep what is none of a function's business, credentials of AWS for one. */
const HOMES = ['/home', '/root'];
/** Where everyone may write: what is left there outlives an environment. On AWS there is no shared memory to be had. */
const SHARED = ['/dev/shm', '/run/lock'];
/** A function is not to see its limits there, which Lambda has elsewhere, and Node.js counts CPUs by; nor to lift them. */
const GROUPS = '/sys/fs/cgroup';
const PASSWD = '/etc/passwd';

export interface MountNamespaceOptions {
  readonly programs: Programs;
  /** The emulator's own. */
  readonly workFolder: string;
  /** What the processes inside are not to see, the work folder included; without links in the paths. */
  readonly hidden: readonly string[];
  readonly namespaces: Namespaces;
  /** Holds /tmp to its size, for root. */
  readonly mkfs?: string;
  /** Whether each sees its own memory in place of the host's. */
  readonly hasMeminfo: boolean;
  /** What this host has refused of more, for the facts. */
  readonly refused?: readonly string[];
}

/**
 * Gives each environment a view of its own of the host's file system, in which /var, /opt and /tmp are Lambda's and the
 * homes and the emulator's folder are empty. One `mount` reads all mounts from a table: each further one in it costs
 * 0.02 ms, one `mount` a folder would cost 2 ms each (2 cores, Linux 6.18, 2026-11).
 *
 * There is no chroot: everything else of the host stays where it is, so that interpreters find their libraries.
 */
export function mountNamespace(options: MountNamespaceOptions): Sandbox {
  const { programs, namespaces, refused = [] } = options;
  const folder = join(options.workFolder, 'sandbox');
  mkdirSync(folder, { recursive: true });
  const skeleton = makeSkeleton(folder);
  const nextUser = namespaces.ownUsers ? userIds() : undefined;
  const images = options.mkfs === undefined ? undefined : new TmpImages(options.mkfs, folder);
  const place = join(folder, 'place-of-tmp');
  mkdirSync(place, { recursive: true });
  const keepers = new Keepers({ programs, namespaces, images, place });
  // Nobody else is at 127.0.0.1 of a network of its own.
  const filesOf = (id: string, { layers, ...contents }: Contents): OwnFiles =>
    ownFiles(folder, id, layers === undefined || namespaces.network ? contents : { ...contents, layers }, skeleton);
  return {
    enforcement: {
      ...{ enforced: true, backend: 'mount-namespace' },
      processes: namespaces.processes ? 'own' : 'host',
      user: namespaces.ownUsers ? 'own' : 'emulator',
      network: namespaces.network ? 'off' : 'host',
      tmp: images === undefined ? 'unlimited' : 'limited',
      ...(refused.length === 0 ? {} : { refused }),
    },
    environment: (id, contents) => {
      const userId = nextUser?.();
      const { tmpSize = megabytes(512), memorySize } = contents;
      const memory = options.hasMeminfo ? meminfoOf(folder, id, memorySize) : {};
      const who = userId === undefined ? undefined : { uid: userId, gid: userId };
      const passwd = passwdOf(folder, id, namespaces.user === 'lambda' ? LAMBDA_USER : who);
      const own = { ...filesOf(id, contents), ...passwd, ...memory };
      if (images === undefined) makeTmp(own.tmp, userId);
      const tmp = images === undefined ? own.tmp : place;
      const binds = mountTable(bindsOf({ contents, skeleton, own: { ...own, tmp }, hidden: options.hidden }));
      // Before all others: what it is taken from is hidden by them, and what it is put over is not.
      const proc = `${namespaces.processes ? PROC : ''}${mountTable(meminfoBind(own))}`;
      writeFileSync(own.table, proc + binds);
      const user = { ...(userId === undefined ? {} : { userId }), ...(memorySize === undefined ? {} : { memorySize }) };
      return new OwnMounts({ id, own, keepers, programs, namespaces, tmpSize, ...user });
    },
    close: () => keepers.close(),
  };
}

function makeTmp(path: string, user: number | undefined): void {
  mkdirSync(path);
  // Not at its making, where the emulator's umask would have a say.
  chmodSync(path, 0o1777);
  if (user !== undefined) chownSync(path, user, user);
}

type User = Parameters<typeof passwdFile>[0];

function passwdOf(folder: string, id: string, user: User | undefined): Pick<OwnFiles, 'passwd'> {
  if (user === undefined || !existsSync(PASSWD)) return {};
  const passwd = join(folder, `${id}.passwd`);
  writeFileSync(passwd, passwdFile(user), { mode: 0o644 });
  return { passwd };
}

function meminfoOf(folder: string, id: string, memorySize: Megabytes | undefined): Pick<OwnFiles, 'meminfo'> {
  if (memorySize === undefined) return {};
  const meminfo = join(folder, `${id}.meminfo`);
  writeMeminfo(meminfo, memorySize);
  return { meminfo };
}

const meminfoBind = ({ meminfo }: OwnFiles): Bind[] =>
  meminfo === undefined ? [] : [{ source: meminfo, target: MEMINFO, readOnly: true }];

/** Extensions come in layers: without any nobody else listens, and the hosts file of all will do. */
function ownFiles(folder: string, id: string, contents: Contents, skeleton: Skeleton): OwnFiles {
  const own = { tmp: join(folder, `${id}.tmp`), table: join(folder, `${id}.fstab`), loopback: '127.0.0.1' };
  if (skeleton.hosts === undefined || contents.layers === undefined) return own;
  const hosts = join(folder, `${id}.hosts`);
  const loopback = loopbackOf(id);
  writeFileSync(hosts, hostsFile(skeleton.hosts.ofHost, loopback), { mode: 0o644 });
  return { ...own, loopback, hosts };
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
    ...(own.passwd === undefined ? [] : [{ source: own.passwd, target: PASSWD, readOnly }]),
    ...bindsAbovePackage(skeleton),
    ...withHomes(hidden).map((target) => ({ source: skeleton.empty, target, readOnly })),
  ];
  return [...inside, ...inSafeOrder(over)];
}

/** Not what lies behind another mount already. */
function withHomes(hidden: readonly string[]): string[] {
  const homes = [...HOMES, ...SHARED, GROUPS].filter((folder) => existsSync(folder));
  const behind = [...homes, '/var', PATHS.optDir, PATHS.tmpDir];
  return [...homes, ...hidden.filter((folder) => !behind.some((other) => covers(other, folder)))];
}

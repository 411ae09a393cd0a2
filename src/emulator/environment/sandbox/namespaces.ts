import type { Programs } from './programs.js';
import type { Entrance } from './sandbox.js';

/** Which namespaces an environment has of its own, beside the one of mounts, and who its processes are. */
export interface Namespaces {
  /** A user without rights may make the others in a user namespace of its own. */
  readonly user: boolean;
  readonly processes: boolean;
  /** One that leads nowhere. */
  readonly network: boolean;
  /** Each environment runs as a user of its own: for root. */
  readonly ownUsers: boolean;
}

/** Becomes the process that keeps them: the first one of its process namespace, where it has one. */
export const keeperCommand = ({ unshare }: Programs, { user, processes, network }: Namespaces): string[] => [
  unshare,
  ...(user ? ['--user', '--map-root-user'] : []),
  '--mount',
  ...netOf({ network }),
  // Shared memory and queues of System V, and a host name of its own, cost nothing more.
  ...(processes ? ['--ipc', '--uts', '--pid', '--fork', '--kill-child'] : []),
];

/**
 * A process can take its children to another process namespace, never itself: so one remains outside that waits. It is
 * `unshare --fork`, which ends as its child did and never stops with it, as `nsenter` would for good. The program has a
 * process group of its own: killed together with who waits, it would be left to the host's init, whose zombie it could be
 * for seconds, and its namespace lasts as long.
 *
 * The mounts are entered last: until then the shell sees the host's /proc and cgroups, which the program is not to see.
 */
export function entranceOf(
  programs: Programs,
  namespaces: Namespaces,
  { keeper, userId }: { readonly keeper: number; readonly userId?: number },
): Entrance {
  const become = [
    programs.nsenter,
    `--target=${keeper}`,
    '--mount',
    ...(namespaces.processes ? [] : [...asIs(namespaces), ...netOf(namespaces)]),
  ];
  return {
    prefix: prefixOf(programs, namespaces, keeper),
    become: [...become, ...becomeUser(programs.setpriv, userId)],
  };
}

/** The first step alone, which is the same for all that enter. @param keeper its process id on the host */
export function prefixOf({ unshare, nsenter, setsid }: Programs, namespaces: Namespaces, keeper: number): string[] {
  if (!namespaces.processes) return [];
  const into = [...asIs(namespaces), '--pid', '--ipc', '--uts', ...netOf(namespaces)];
  return [nsenter, `--target=${keeper}`, ...into, '--no-fork', unshare, '--fork', setsid];
}

/** Into the network alone. @param keeper its process id on the host */
export const intoNetwork = ({ nsenter }: Programs, namespaces: Namespaces, keeper: number): string[] => [
  ...[nsenter, `--target=${keeper}`, ...asIs(namespaces), ...netOf(namespaces), '--no-fork', '--'],
];

const netOf = ({ network }: Pick<Namespaces, 'network'>): string[] => (network ? ['--net'] : []);

const asIs = ({ user }: Namespaces): string[] => (user ? ['--user', '--preserve-credentials'] : []);

/**
 * What goes in front of a program: nothing that it executes later gets rights back. Without `setpriv` programs that are
 * to run as root for everybody remain, but for those of the root file system, which is mounted without them.
 */
function becomeUser(setpriv: string | undefined, id: number | undefined): string[] {
  if (id === undefined) return ['--'];
  if (setpriv === undefined) return [`--setgid=${id}`, `--setuid=${id}`, '--'];
  return ['--', ...setprivWords(setpriv, id)];
}

export const setprivWords = (setpriv: string, id: number): string[] => [
  ...[setpriv, `--reuid=${id}`, `--regid=${id}`, '--clear-groups', '--no-new-privs', '--inh-caps=-all'],
  ...['--bounding-set=-all', '--'],
];

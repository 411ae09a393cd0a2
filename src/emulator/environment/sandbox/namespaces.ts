import type { Programs } from './programs.js';
import type { Entrance } from './sandbox.js';

/** Which namespaces an environment has of its own, beside the one of mounts, and who its processes are. */
export interface Namespaces {
  /**
   * A user without rights may make the others in a user namespace of its own. Programs run there as its root, or, one user
   * namespace further down, with the user id that they have on Lambda and no rights; for that it takes one of processes too.
   */
  readonly user: false | 'root' | 'lambda';
  readonly processes: boolean;
  /** One that leads nowhere. */
  readonly network: boolean;
  /** Each environment runs as a user of its own: for root. */
  readonly ownUsers: boolean;
}

/** Two processes on the host, by their ids there. */
export interface Kept {
  /** In all namespaces of the environment. */
  readonly keeper: number;
  /** In the user namespace that owns the others, where one does: the keeper goes on to one below it. */
  readonly outside: number;
}

/** Becomes the process that keeps them: the first one of its process namespace, where it has one. */
export const keeperCommand = ({ unshare }: Programs, { user, processes, network }: Namespaces): string[] => [
  unshare,
  ...(user === false ? [] : ['--user', '--map-root-user']),
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
  { keeper, outside, userId }: Kept & { readonly userId?: number },
): Entrance {
  const become = [
    programs.nsenter,
    `--target=${keeper}`,
    '--mount',
    // Whoever enters several leaves that of users to the last where he has rights in those before (nsenter, main).
    ...(namespaces.user === 'lambda' ? ['--user', '--preserve-credentials'] : []),
    ...(namespaces.processes ? [] : [...asIs(namespaces, outside), ...netOf(namespaces)]),
  ];
  return {
    prefix: prefixOf(programs, namespaces, { keeper, outside }),
    become: [...become, ...becomeUser(programs, namespaces, userId)],
    ownUser: true,
  };
}

/** The first step alone, which is the same for all that enter. */
export function prefixOf({ unshare, nsenter, setsid }: Programs, namespaces: Namespaces, kept: Kept): string[] {
  if (!namespaces.processes) return [];
  const into = [...asIs(namespaces, kept.outside), '--pid', '--ipc', '--uts', ...netOf(namespaces)];
  return [nsenter, `--target=${kept.keeper}`, ...into, '--no-fork', unshare, '--fork', setsid];
}

/** Into the network alone. */
export const intoNetwork = ({ nsenter }: Programs, namespaces: Namespaces, { keeper, outside }: Kept): string[] => [
  ...[nsenter, `--target=${keeper}`, ...asIs(namespaces, outside), ...netOf(namespaces), '--no-fork', '--'],
];

const netOf = ({ network }: Pick<Namespaces, 'network'>): string[] => (network ? ['--net'] : []);

const asIs = ({ user }: Namespaces, outside: number): string[] =>
  user === false ? [] : [`--user=/proc/${outside}/ns/user`, '--preserve-credentials'];

/**
 * What goes in front of a program: nothing that it executes later gets rights back. Without `setpriv` programs that are
 * to run as root for everybody remain, but for those of the root file system, which is mounted without them.
 */
function becomeUser({ setpriv, death = [] }: Programs, { processes }: Namespaces, id: number | undefined): string[] {
  // With a namespace of processes its end is theirs.
  const options = processes ? [] : death;
  if (id === undefined)
    return setpriv === undefined || options.length === 0 ? ['--'] : ['--', setpriv, ...options, '--'];
  if (setpriv === undefined) return [`--setgid=${id}`, `--setuid=${id}`, '--'];
  return ['--', ...setprivWords(setpriv, id, options)];
}

/** @param options see `deathOptions` */
export const setprivWords = (setpriv: string, id: number, options: readonly string[]): string[] => [
  ...[setpriv, ...options, `--reuid=${id}`, `--regid=${id}`, '--clear-groups', '--no-new-privs', '--inh-caps=-all'],
  ...['--bounding-set=-all', '--'],
];

import { execFile } from 'node:child_process';
import { mkdirSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { megabytes } from '../../../units/index.js';
import { Refusal } from '../../limits/refusal.js';
import { MEMINFO } from './meminfo.js';
import { type MountNamespaceOptions, mountNamespace } from './mount-namespace.js';
import type { Namespaces } from './namespaces.js';
import { noSandbox } from './none.js';
import { deathOptions, findProgram, findPrograms } from './programs.js';
import { reasonOf } from './reason.js';
import type { Network, Sandbox } from './sandbox.js';
import { unprivileged } from './unprivileged.js';

export interface SandboxHost {
  readonly platform: NodeJS.Platform;
  readonly uid: number;
  /** Made already, and the emulator's own. */
  readonly workFolder: string;
  /** Where else the emulator keeps what is no function's business. */
  readonly stateFolder?: string;
  /** `host` unless given. */
  readonly network?: Network;
}

/** One way of giving environments a place of their own, and what it lacks where it comes after another. */
interface Way extends Omit<Namespaces, 'network'> {
  readonly lacks: string;
}

/** From the most to the least. Containers often refuse a /proc of one's own, or have no other user ids. */
const AS_ROOT: readonly Way[] = [
  { user: false, processes: true, ownUsers: true, lacks: '' },
  { user: false, processes: false, ownUsers: true, lacks: 'processes of their own' },
  { user: false, processes: true, ownUsers: false, lacks: 'users of their own' },
  { user: false, processes: false, ownUsers: false, lacks: 'processes and users of their own' },
];
const AS_USER: readonly Way[] = [
  { user: 'lambda', processes: true, ownUsers: false, lacks: '' },
  { user: 'root', processes: true, ownUsers: false, lacks: "Lambda's user id" },
  { user: 'root', processes: false, ownUsers: false, lacks: "processes of their own and Lambda's user id" },
];

/**
 * Takes the first way that works when tried: a kernel may refuse what the user id promises.
 * @throws Refusal where functions are to have no network and cannot be kept from it
 */
export async function chooseSandbox(host: SandboxHost): Promise<Sandbox> {
  const sandbox = await firstThatWorks(host);
  const { enforcement } = sandbox;
  if (host.network !== 'off' || enforcement.enforced) return sandbox;
  throw new Refusal(`--network off does not work here: ${enforcement.reason}`, enforcement.hint);
}

async function firstThatWorks({ platform, uid, workFolder, stateFolder, network = 'host' }: SandboxHost) {
  if (platform !== 'linux') {
    return noSandbox(`${platform} has no mount namespaces`, 'run it on Linux, or in a Linux container as root');
  }
  const found = findPrograms();
  const death = await deathOptions(findProgram('setpriv'));
  const none = async (reason: string, hint?: string): Promise<Sandbox> => {
    const folders = stateFolder === undefined ? [workFolder] : [workFolder, stateFolder];
    return noSandbox(reason, hint, await unprivileged(uid, folders, death));
  };
  if (found === undefined) {
    return await none('there is no unshare, nsenter, setsid or mount on this machine', 'install util-linux');
  }
  const programs = { ...found, death };
  if (network === 'off' && programs.ip === undefined) {
    return await none('there is no ip on this machine to bring a network up with', 'install iproute2');
  }
  const folder = realpathSync(workFolder);
  const hidden = stateFolder === undefined ? [folder] : [folder, realpathSync(stateFolder)];
  const reasons: string[] = [];
  for (const { lacks, ...way } of uid === 0 ? AS_ROOT : AS_USER) {
    const refused = lacks === '' ? [] : [`${lacks}: ${reasons[0] ?? ''}`];
    const options = { programs, workFolder: folder, hidden, namespaces: { ...way, network: network === 'off' } };
    try {
      return await fullest({ ...options, refused }, uid);
    } catch (error) {
      reasons.push(wordsOf(error));
    }
  }
  return await none(reasons.at(-1) ?? '');
}

type Bare = Omit<MountNamespaceOptions, 'mkfs' | 'hasMeminfo'> & { readonly refused: readonly string[] };

/** With all that this way of it can have. @throws where it does not work without that either */
async function fullest(options: Bare, uid: number): Promise<Sandbox> {
  // Only root may mount what lies in a file.
  let { mkfs } = uid === 0 ? options.programs : {};
  let limitless = uid === 0 ? 'there is no mkfs.ext4 on this machine' : 'only root can mount one';
  let noMeminfo: string | undefined;
  for (;;) {
    const tmp = mkfs === undefined ? { refused: [`a /tmp of its size: ${limitless}`] } : { mkfs, refused: [] };
    const view = noMeminfo === undefined ? [] : [`a ${MEMINFO} of its memory size: ${noMeminfo}`];
    const refused = [...options.refused, ...tmp.refused, ...view];
    try {
      return await tried({ ...options, ...tmp, refused, hasMeminfo: noMeminfo === undefined });
    } catch (error) {
      const words = wordsOf(error);
      if (noMeminfo === undefined && words.includes(MEMINFO)) noMeminfo = words;
      else if (mkfs === undefined) throw error;
      else [mkfs, limitless] = [undefined, words];
    }
  }
}

/** Succeeds where the package can be seen from inside, the work folder cannot, and nobody is refused a look at the memory. */
const PROBE = `[ -x /var/task/kelvin ] && [ ! -e "$0/sandbox" ] && : > /tmp/probe && read -r line < ${MEMINFO}`;

async function tried(options: MountNamespaceOptions): Promise<Sandbox> {
  const sandbox = mountNamespace(options);
  try {
    await enter(sandbox, options.workFolder);
    return sandbox;
  } catch (error) {
    await sandbox.close();
    // The next way begins with nothing.
    await rm(join(options.workFolder, 'sandbox'), { recursive: true, force: true });
    throw error;
  }
}

async function enter(sandbox: Sandbox, workFolder: string): Promise<void> {
  const probe = join(workFolder, 'probe');
  mkdirSync(join(probe, 'kelvin'), { recursive: true });
  const environment = sandbox.environment('probe', { package: probe, memorySize: megabytes(128) });
  try {
    const { prefix, become } = await environment.settle();
    const [first = '', ...rest] = [...prefix, ...become, '/bin/sh', '-c', PROBE, workFolder];
    await promisify(execFile)(first, rest, { timeout: 5000, env: {} });
  } finally {
    await environment.remove();
    await rm(probe, { recursive: true, force: true });
  }
}

function wordsOf(error: unknown): string {
  const { stderr = '', message } = error as { readonly stderr?: string; readonly message: string };
  return stderr.trim() === '' ? (message.split('\n')[0] ?? message) : reasonOf(stderr);
}

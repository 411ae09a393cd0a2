import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type MountNamespaceOptions, mountNamespace, type Programs } from './mount-namespace.js';
import { noSandbox } from './none.js';
import { type Sandbox, SET_UP } from './sandbox.js';

export interface SandboxHost {
  readonly platform: NodeJS.Platform;
  readonly uid: number;
  /** Made already, and the emulator's own. */
  readonly workFolder: string;
  /** Where else the emulator keeps what is no function's business. */
  readonly stateFolder?: string;
}

/** Takes a mount namespace if one can be entered here when tried: a kernel may refuse what the user id promises. */
export async function chooseSandbox({ platform, uid, workFolder, stateFolder }: SandboxHost): Promise<Sandbox> {
  if (platform !== 'linux') {
    return noSandbox(`${platform} has no mount namespaces`, 'run it on Linux, or in a Linux container as root');
  }
  const programs = findPrograms();
  if (programs === undefined) return noSandbox('there is no unshare or no mount on this machine', 'install util-linux');
  const folder = realpathSync(workFolder);
  const hidden = stateFolder === undefined ? [folder] : [folder, realpathSync(stateFolder)];
  const options = { programs, workFolder: folder, hidden, userNamespace: uid !== 0 };
  try {
    return await tried(options);
  } catch (error) {
    return noSandbox(reasonOf(error));
  }
}

/** A minimal PATH must not hide them. */
const FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];

function findPrograms(): Programs | undefined {
  const [unshare, mount] = ['unshare', 'mount'].map((name) =>
    FOLDERS.map((folder) => join(folder, name)).find((path) => isExecutable(path)),
  );
  return unshare === undefined || mount === undefined ? undefined : { unshare, mount };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Succeeds where the package can be seen from inside, and the work folder cannot. */
const PROBE = `${SET_UP}
[ -d /var/task/kelvin ] && [ ! -e "$0/sandbox" ]`;

async function tried(options: MountNamespaceOptions): Promise<Sandbox> {
  const sandbox = mountNamespace(options);
  const probe = join(options.workFolder, 'probe');
  mkdirSync(join(probe, 'kelvin'), { recursive: true });
  const environment = sandbox.environment('probe', { package: probe });
  const { prefix, setUp } = environment.entrance;
  const [program = '', ...args] = [...prefix, '/bin/sh', '-c', PROBE, options.workFolder, ...setUp];
  try {
    await promisify(execFile)(program, args, { timeout: 5000 });
    return sandbox;
  } finally {
    await environment.remove();
    await rm(probe, { recursive: true, force: true });
  }
}

/** What the program that refused has said, without its name. */
function reasonOf(error: unknown): string {
  const { stderr = '', message } = error as { readonly stderr?: string; readonly message: string };
  const said =
    stderr
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^\S+: /, '') ?? '';
  return said === '' ? (message.split('\n')[0] ?? message) : said;
}

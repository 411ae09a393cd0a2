import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isExecutable } from '../../executable.js';

/** The programs of util-linux that do the work, by their full paths: a function's PATH must not choose them. */
export interface Programs {
  readonly unshare: string;
  readonly nsenter: string;
  readonly setsid: string;
  readonly mount: string;
  /** Not every machine has these. */
  readonly setpriv?: string;
  /** See `deathOptions`. */
  readonly death?: readonly string[];
  readonly mkfs?: string;
  readonly ip?: string;
}

/** A minimal PATH must not hide them. */
const FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];

export function findPrograms(): Programs | undefined {
  const [unshare, nsenter, setsid, mount] = ['unshare', 'nsenter', 'setsid', 'mount'].map(findProgram);
  const [setpriv, mkfs, ip] = ['setpriv', 'mkfs.ext4', 'ip'].map(findProgram);
  if (unshare === undefined || nsenter === undefined || setsid === undefined || mount === undefined) return undefined;
  return {
    unshare,
    nsenter,
    setsid,
    mount,
    ...(setpriv === undefined ? {} : { setpriv }),
    ...(mkfs === undefined ? {} : { mkfs }),
    ...(ip === undefined ? {} : { ip }),
  };
}

/**
 * Options of setpriv by which a program is killed, stopped or not, when the thread that started it ends (PR_SET_PDEATHSIG(2const)):
 * the last help where the emulator and its watchdog are killed together. Its children do not inherit that.
 * @returns none where it knows no such thing (before util-linux 2.33)
 */
export async function deathOptions(setpriv: string | undefined): Promise<readonly string[]> {
  const options = ['--pdeathsig=KILL'];
  if (setpriv === undefined) return [];
  const works = promisify(execFile)(setpriv, [...options, '--', '/bin/sh', '-c', ':'], { timeout: 5000, env: {} });
  return works.then(
    () => options,
    () => [],
  );
}

export const findProgram = (name: string): string | undefined =>
  FOLDERS.map((folder) => join(folder, name)).find((path) => isExecutable(path));

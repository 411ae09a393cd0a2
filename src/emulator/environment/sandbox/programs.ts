import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** The programs of util-linux that do the work, by their full paths: a function's PATH must not choose them. */
export interface Programs {
  readonly unshare: string;
  readonly nsenter: string;
  readonly setsid: string;
  readonly mount: string;
  /** Not every machine has these. */
  readonly setpriv?: string;
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

export const findProgram = (name: string): string | undefined =>
  FOLDERS.map((folder) => join(folder, name)).find((path) => isExecutable(path));

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

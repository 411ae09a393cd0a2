import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Which views of its own a process can be given here, found by trying. */
export interface Namespaces {
  readonly mount: boolean;
  readonly pid: boolean;
  readonly network: boolean;
}

const FLAGS: Readonly<Record<keyof Namespaces, readonly string[]>> = {
  mount: ['--mount'],
  pid: ['--pid', '--fork'],
  network: ['--net'],
};

/** Without root's rights a user namespace has to come first. */
export async function findNamespaces(platform: NodeJS.Platform, uid: number): Promise<Namespaces> {
  const user = uid === 0 ? [] : ['--user', '--map-root-user'];
  const can = async (kind: keyof Namespaces): Promise<boolean> => {
    if (platform !== 'linux') return false;
    try {
      await promisify(execFile)('unshare', [...user, ...FLAGS[kind], '/bin/sh', '-c', ':'], { timeout: 2000 });
      return true;
    } catch {
      return false;
    }
  };
  const [mount, pid, network] = await Promise.all([can('mount'), can('pid'), can('network')]);
  return { mount, pid, network };
}

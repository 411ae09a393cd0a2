import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostsFile } from './loopback.js';

/**
 * What is put over the host's folders: a /var with places to mount at and nothing else, an empty folder to hide others
 * behind, a package.json that says nothing, and a hosts file that knows the environment's own name. Made once, shared by all environments, never written
 * to afterwards.
 */
export interface Skeleton {
  readonly var: string;
  readonly empty: string;
  readonly packageJson: string;
  /** Nothing where the host has no hosts file to put another over. */
  readonly hosts?: { readonly path: string; readonly ofHost: string };
}

export function makeSkeleton(folder: string): Skeleton {
  const skeleton = {
    var: join(folder, 'var'),
    empty: join(folder, 'empty'),
    packageJson: join(folder, 'package.json'),
  };
  mkdirSync(skeleton.empty, { recursive: true });
  for (const name of ['task', 'runtime', 'lang', 'tmp']) mkdirSync(join(skeleton.var, name), { recursive: true });
  writeFileSync(skeleton.packageJson, '{}\n', { mode: 0o644 });
  symlinkSync('/run', join(skeleton.var, 'run'));
  if (!existsSync('/etc/hosts')) return skeleton;
  const hosts = { path: join(folder, 'hosts'), ofHost: readFileSync('/etc/hosts', 'utf8') };
  writeFileSync(hosts.path, hostsFile(hosts.ofHost, '127.0.0.1'), { mode: 0o644 });
  return { ...skeleton, hosts };
}

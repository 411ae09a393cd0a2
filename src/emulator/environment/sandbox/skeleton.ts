import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What is put over the host's folders: a /var with places to mount at and nothing else, and an empty folder to hide
 * others behind. Made once, shared by all environments, never written to afterwards.
 */
export interface Skeleton {
  readonly var: string;
  readonly empty: string;
  /** The host's own hosts file; none where there is none to put another over. */
  readonly hosts?: string;
}

export function makeSkeleton(folder: string): Skeleton {
  const skeleton = { var: join(folder, 'var'), empty: join(folder, 'empty') };
  mkdirSync(skeleton.empty, { recursive: true });
  for (const name of ['task', 'runtime', 'lang/bin', 'tmp']) mkdirSync(join(skeleton.var, name), { recursive: true });
  // A file is mounted at a file.
  writeFileSync(join(skeleton.var, 'lang', 'bin', 'node'), '');
  symlinkSync('/run', join(skeleton.var, 'run'));
  return existsSync('/etc/hosts') ? { ...skeleton, hosts: readFileSync('/etc/hosts', 'utf8') } : skeleton;
}

import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What is put over the host's folders: a /var with places to mount at and nothing else, an empty folder to hide others
 * behind, and a hosts file that knows the environment's own name. Made once, shared by all environments, never written
 * to afterwards.
 */
export interface Skeleton {
  readonly var: string;
  readonly empty: string;
  /** None where the host has no hosts file to put it over. */
  readonly hosts?: string;
}

/** Under these names an extension listens for telemetry (Telemetry API, developer guide, read 2026-11). */
const OWN_NAMES = '127.0.0.1 sandbox.localdomain sandbox\n';

export function makeSkeleton(folder: string): Skeleton {
  const skeleton = { var: join(folder, 'var'), empty: join(folder, 'empty') };
  mkdirSync(skeleton.empty, { recursive: true });
  for (const name of ['task', 'runtime', 'lang/bin', 'tmp']) mkdirSync(join(skeleton.var, name), { recursive: true });
  // A file is mounted at a file.
  writeFileSync(join(skeleton.var, 'lang', 'bin', 'node'), '');
  symlinkSync('/run', join(skeleton.var, 'run'));
  if (!existsSync('/etc/hosts')) return skeleton;
  const hosts = join(folder, 'hosts');
  writeFileSync(hosts, `${readFileSync('/etc/hosts', 'utf8').trimEnd()}\n${OWN_NAMES}`, { mode: 0o644 });
  return { ...skeleton, hosts };
}

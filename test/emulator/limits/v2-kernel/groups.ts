import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the group that a process is in. */
export const groupOf = (pid: number | 'self'): string =>
  join('/sys/fs/cgroup', readFileSync(`/proc/${pid}/cgroup`, 'utf8').trim().slice(3));

/** Those of emulators below a group. */
export const groupsUnder = (top: string): string[] =>
  readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith('kelvin'))
    .map((entry) => entry.name);

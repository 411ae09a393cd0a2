import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A scenario's name as part of a file's or a function's name: Lambda takes letters, digits, - and _, 64 in all. */
export const slugOf = (name: string): string => name.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 30);

/** `reports/<scenario>-<time>` below the working folder; a number is added when a second run began in the same second. */
export function runFolder(name: string, startedAt: Date, chosen: string | undefined): string {
  if (chosen !== undefined) return resolve(chosen);
  const time = startedAt.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  const plain = join('reports', `${slugOf(name)}-${time}`);
  for (let number = 1; ; number++) {
    const folder = number === 1 ? plain : `${plain}-${number}`;
    if (!existsSync(folder)) return folder;
  }
}

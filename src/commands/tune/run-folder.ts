import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** `reports/<scenario>-<time>` below the working folder; a number is added when a second run began in the same second. */
export function runFolder(name: string, startedAt: Date, chosen: string | undefined): string {
  if (chosen !== undefined) return resolve(chosen);
  const time = startedAt.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  const plain = join('reports', `${name}-${time}`);
  for (let number = 1; ; number++) {
    const folder = number === 1 ? plain : `${plain}-${number}`;
    if (!existsSync(folder)) return folder;
  }
}

import { closeSync, openSync, readSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The first program of that name that is no script, by its true path. The shims of version managers are scripts: they
 * take a quarter of a second, and one in front of a runtime would slow each cold start.
 */
export function realFile(folders: readonly string[], name: string): string | undefined {
  const found = folders.map((folder) => join(folder, name)).find(isProgram);
  return found === undefined ? undefined : realpathSync(found);
}

function isProgram(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    const start = Buffer.alloc(2);
    const length = readSync(file, start);
    closeSync(file);
    return length === 2 && start.toString() !== '#!';
  } catch {
    return false;
  }
}

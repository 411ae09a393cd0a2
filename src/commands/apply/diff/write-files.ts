import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import type { ChangedFile } from '../../../iac/index.js';
import { CommandError } from '../../command-error.js';
import type { ReadFile } from './read-files.js';

/**
 * Changes the files, each by a new one in its place: a crash leaves the old text or the new one, never half of it. A link
 * stays one, and the mode stays.
 * @throws CommandError for a file that has changed since it was read, or cannot be written
 */
export function writeFiles(changed: readonly ChangedFile[], files: readonly ReadFile[]): void {
  for (const { path, before, after } of changed) {
    const file = files.find((it) => it.path === path);
    if (file !== undefined) writeOne(file, before, after);
  }
}

function writeOne({ path, fullPath, encoding }: ReadFile, before: string, after: string): void {
  try {
    const real = realpathSync(fullPath);
    if (readFileSync(real).toString(encoding) !== before) {
      throw new CommandError(`${path} has changed meanwhile`, 'run kelvin apply again', 'failed');
    }
    replaceFile(real, Buffer.from(after, encoding));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new CommandError(`${path} cannot be written (${code})`, 'take the diff with git apply', 'failed');
  }
}

function replaceFile(path: string, bytes: Buffer): void {
  const beside = `${path}.kelvin-${process.pid}`;
  try {
    const file = openSync(beside, 'wx', statSync(path).mode);
    try {
      writeSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

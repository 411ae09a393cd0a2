import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { ChangedFile } from '../../../iac/index.js';
import { CommandError } from '../../command-error.js';
import type { ReadFile } from './read-files.js';

/**
 * Changes the files, each by a new one in its place: a crash leaves the old text or the new one, never half of it. A link
 * stays one, and the mode stays. Nothing is written where one of them has changed since it was read.
 * @throws CommandError for one that has changed, or cannot be written
 */
export function writeFiles(changed: readonly ChangedFile[], files: readonly ReadFile[]): void {
  const all = changed.flatMap(({ path, before, after }) => {
    const file = files.find((it) => it.path === path);
    return file === undefined ? [] : [{ ...file, before, after }];
  });
  for (const file of all) writing(file, refuseChanged);
  for (const file of all) writing(file, writeOne);
}

interface FileToWrite extends ReadFile {
  readonly before: string;
  readonly after: string;
}

function refuseChanged({ path, fullPath, encoding, before }: FileToWrite): void {
  if (readFileSync(fullPath).toString(encoding) === before) return;
  throw new CommandError(`${path} has changed meanwhile`, 'run kelvin apply again', 'failed');
}

const writeOne = ({ fullPath, encoding, after }: FileToWrite): void =>
  replaceFile(realpathSync(fullPath), Buffer.from(after, encoding));

function writing(file: FileToWrite, work: (file: FileToWrite) => void): void {
  try {
    work(file);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new CommandError(`${file.path} cannot be written (${code})`, 'take the diff with git apply', 'failed');
  }
}

function replaceFile(path: string, bytes: Buffer): void {
  const beside = `${path}.kelvin-${process.pid}`;
  try {
    const file = openSync(beside, 'wx', statSync(path).mode);
    try {
      writeFileSync(file, bytes);
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

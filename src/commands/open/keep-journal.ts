import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type Connection,
  type Journal,
  putBack,
  removeJournal,
  startCaretaker,
  TargetError,
  writeJournal,
} from '../../target/index.js';
import type { OpenOptions } from './open-options.js';

/** Marks all that one run publishes of one function. */
export const newMarker = (): string => `kelvin ${randomBytes(6).toString('hex')}`;

export function journalBase(connection: Connection, functionName: string, marker: string): Omit<Journal, 'original'> {
  const { region, endpoint } = connection;
  return { schemaVersion: 1, functionName, region, marker, ...(endpoint === undefined ? {} : { endpoint }) };
}

/** Writes down what to put back before anything is changed, and sees to it that it is, even when this process is killed. */
export function keepJournal(
  connection: Connection,
  { folder, cli, cleanup }: Pick<OpenOptions, 'folder' | 'cli' | 'cleanup'>,
  journal: Journal,
  suffix = '',
): void {
  const path = join(folder, `restore${suffix}.json`);
  writeJournal(path, journal);
  const caretaker = startCaretaker(cli, path);
  cleanup.defer(async () => {
    await putBack(connection, journal).catch((error: unknown) => {
      throw new TargetError((error as Error).message, `put it back with "kelvin restore ${path}"`);
    });
    removeJournal(path);
    caretaker.dismiss();
  });
}

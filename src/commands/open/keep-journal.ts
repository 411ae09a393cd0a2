import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type Connection,
  finishJournal,
  type HeadParts,
  Journal,
  journalHead,
  mayBeLeftText,
  removeLockFile,
  startCaretaker,
  TargetError,
} from '../../target/index.js';
import type { OpenOptions } from './open-options.js';

/** Marks all that one run makes of one function. */
export const newMarker = (): string => `kelvin ${randomBytes(6).toString('hex')}`;

export type JournalOptions = Pick<OpenOptions, 'folder' | 'cli' | 'cleanup' | 'aftermath' | 'say'>;

/** A journal with somebody who sees to it. */
export interface KeptJournal {
  readonly journal: Journal;
  readonly caretakerPid: number | undefined;
  /** Puts all back; what the clean-up does at the end, unless it was done before. */
  putBack(): Promise<void>;
}

/**
 * Begins to write down what is to be put back, before anything is changed, and sees to it that it is, even when this
 * process is killed.
 */
export function keepJournal(
  connection: Connection,
  { folder, cli, cleanup, aftermath, say }: JournalOptions,
  parts: HeadParts,
  suffix = '',
): KeptJournal {
  const path = join(folder, `restore${suffix}.jsonl`);
  const { functionName: name } = parts;
  const journal = Journal.open(path, journalHead(connection, parts));
  aftermath.changing(name, path);
  // A rehearsal changes nothing, so there is nothing to take care of.
  const caretaker = connection.mode === 'rehearsal' ? undefined : startCaretaker(cli, path);
  const finish = async (): Promise<void> => {
    const theirs = await finishJournal(connection, path, journal).catch((error: unknown) => {
      // What was refused is told; what could not be reached is tried once more by the caretaker, when this process ends.
      if (error instanceof TargetError && error.hint.includes(path)) throw error;
      throw new TargetError(
        `${name} is not put back: ${(error as Error).message}. What may be left of the run: ${mayBeLeftText(journal.changes)}`,
        `a second process tries it once more now; "kelvin restore ${path}" does it, and says what is left`,
      );
    });
    for (const it of theirs) say(`${name}: ${it}`);
    if (parts.original === null) aftermath.removed(name);
    else aftermath.putBack(name, theirs.length === 0, journal.isSettled);
    removeLockFile(parts.marker);
    caretaker?.dismiss();
  };
  let finished: Promise<void> | undefined;
  const putBack = (): Promise<void> => {
    finished ??= finish();
    return finished;
  };
  cleanup.defer(putBack);
  return { journal, caretakerPid: caretaker?.pid, putBack };
}

/** Of a function that the run makes: it goes with the run. */
export function keepMadeFunction(
  connection: Connection,
  options: JournalOptions,
  made: Omit<HeadParts, 'original'>,
  suffix: string,
): void {
  const { journal } = keepJournal(connection, options, { ...made, original: null }, suffix);
  journal.before({ kind: 'function', name: made.functionName });
}

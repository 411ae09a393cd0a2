import { closeSync, fstatSync, ftruncateSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../../recording/index.js';
import { TargetError } from '../error.js';
import type { Change } from './change.js';
import { syncFolderOf, writeThrough } from './durable.js';
import type { JournalHead } from './head.js';

/** What a journal says, whoever reads it. */
export interface JournalRecord {
  readonly head: JournalHead;
  /** In the order in which they were made; the last one may not have been. */
  readonly changes: readonly Change[];
}

/**
 * What has to be put back when a run is over: JSON lines, each on the disk before its change is made, so that another
 * process can do it when this one was killed, and after a power loss. It lies beside the recording until all is back.
 */
export class Journal implements JournalRecord {
  #changes: Change[] = [];
  #isSettled = false;
  private constructor(
    readonly path: string,
    readonly head: JournalHead,
    private descriptor: number | undefined,
  ) {}

  /** Makes the file, which must not be there yet, with its head; only its owner may read it. @throws TargetError */
  static open(path: string, head: JournalHead): Journal {
    return writing(path, () => {
      makeFolder(dirname(path));
      const descriptor = openSync(path, 'ax', 0o600);
      const journal = new Journal(path, head, descriptor);
      try {
        append(descriptor, head);
        syncFolderOf(path);
      } catch (error) {
        // Nothing is to be put back, and without a head it would be taken for a damaged one.
        journal.done();
        throw error;
      }
      return journal;
    });
  }

  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** Whether some of it is to stay. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Returns when the line is on the disk: only then may the change be made. @throws TargetError when it cannot be */
  before(change: Change): void {
    const { descriptor } = this;
    if (descriptor === undefined) throw new Error(`${this.path} is closed`);
    writing(this.path, () => append(descriptor, change));
    this.#changes.push(change);
  }

  /** All is back, or is to stay: the file goes. */
  done(): void {
    this.#close();
    removeJournal(this.path);
  }

  /**
   * What is to stay is struck out, at one moment: whoever reads the journal before it undoes these changes, and whoever
   * reads it after it does not.
   */
  settle(isToStay: (change: Change) => boolean): void {
    const rest = this.#changes.filter((it) => !isToStay(it));
    this.#close();
    writing(this.path, () => {
      rewriteJournal(this.path, { head: this.head, changes: rest });
      this.descriptor = openSync(this.path, 'a');
    });
    this.#changes = rest;
    this.#isSettled = true;
  }

  /** Not all could be put back: what is left is what the file says from now on. */
  leave(left: readonly Change[]): void {
    this.#close();
    leaveJournal(this.path, { head: this.head, changes: left });
  }

  #close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }
}

/** Where it cannot be written anew, as on a full disk, it says all that it said: what is undone already is found so. */
export function leaveJournal(path: string, left: JournalRecord): void {
  try {
    rewriteJournal(path, left);
  } catch {}
}

/** Of a run whose changes are all back. Gone already, with its folder or without, is as good. @throws TargetError */
export function removeJournal(path: string): void {
  try {
    rmSync(path, { force: true });
    syncFolderOf(path);
  } catch (error) {
    const { code = 'no reason given' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    throw new TargetError(
      `everything is put back, but the journal cannot be removed (${code})`,
      `remove ${path}, as whoever may: nothing is to be done with it any more`,
    );
  }
}

/** By way of a second file, so that at each moment the old one or the new one is there, whole. */
export function rewriteJournal(path: string, { head, changes }: JournalRecord): void {
  const descriptor = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeThrough(descriptor, [head, ...changes].map(lineOf).join(''));
  } catch (error) {
    rmSync(`${path}.new`);
    throw error;
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${path}.new`, path);
  syncFolderOf(path);
}

/** Where the disk is full what was written of the line is cut off again: one behind it would be unreadable. */
function append(descriptor: number, entry: JournalHead | Change): void {
  const { size } = fstatSync(descriptor);
  try {
    writeThrough(descriptor, lineOf(entry));
  } catch (error) {
    ftruncateSync(descriptor, size);
    throw error;
  }
}

const lineOf = (entry: JournalHead | Change): string => `${JSON.stringify(entry)}\n`;

function writing<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw new TargetError(
      `${path}: what is to be put back cannot be written down (${reasonOf(error)}), so nothing more is changed`,
      'name another folder with --out, or make room on the disk',
    );
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : message;
}

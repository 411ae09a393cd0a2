import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import {
  type Connection,
  isAlive,
  type Kept,
  type LockFile,
  makeRunAlias,
  RUN_ALIAS,
  readLockFile,
  readLockNote,
  runAliasOf,
  TargetError,
  writeLockFile,
} from '../../target/index.js';
import { finishDeadRun } from './finish-dead-run.js';
import { keepJournal, newMarker } from './keep-journal.js';
import type { OpenOptions } from './open-options.js';

/** Between two looks whether another run has ended. */
const PAUSE_MS = 3000;

export interface ToLock {
  readonly functionName: string;
  readonly journalSuffix: string | undefined;
  /** How the function is now. */
  readonly read: () => Promise<FunctionConfiguration>;
}

/** A function that this run alone may change, until the clean-up. */
export interface LockedFor extends Kept {
  readonly marker: string;
}

/**
 * Locks a function before the first change of it: for this machine with a file, for all others with an alias. Where
 * another run holds it that is waited for as long as was asked, and then refused; one that has died is cleaned up after.
 */
export async function lockFunction(connection: Connection, options: OpenOptions, it: ToLock): Promise<LockedFor> {
  const deadline = Date.now() + (options.waitMs ?? 0);
  for (let isTold = false; ; isTold = true) {
    const outcome = await tryToLock(connection, options, it);
    if (typeof outcome !== 'string') return outcome;
    const leftMs = deadline - Date.now();
    if (leftMs <= 0) throw heldByAnother(it.functionName, outcome);
    if (!isTold) options.say(`waiting for another run on ${it.functionName} to end (${outcome})`);
    await sleep(Math.min(PAUSE_MS, leftMs), undefined, { signal: options.signal });
  }
}

/** @returns who else holds it, in words, where somebody does */
async function tryToLock(connection: Connection, options: OpenOptions, it: ToLock): Promise<LockedFor | string> {
  const { functionName, journalSuffix } = it;
  const before = await it.read();
  const of = { ...connection, functionArn: before.FunctionArn ?? functionName };
  const local = readLockFile(of);
  if (local !== undefined && isAlive(local)) return `process ${local.pid} of this machine, since ${local.startedAt}`;
  const isRehearsal = connection.mode === 'rehearsal';
  if (local !== undefined) await finishLeft(connection, functionName, local, options);
  const alias = await runAliasOf(connection, functionName);
  if (alias !== undefined) return holderOf(alias);
  const original = local === undefined ? before : await it.read();
  const marker = newMarker();
  const { MemorySize: memorySizeMB = 128, Description: description = '' } = original;
  const head = { functionName, marker, original: { memorySizeMB, description } };
  const kept = keepJournal(connection, options, head, journalSuffix);
  const { pid, processStart, startedAt } = kept.journal.head;
  const caretaker = kept.caretakerPid === undefined ? {} : { caretakerPid: kept.caretakerPid };
  const lock = {
    host: hostname(),
    pid,
    processStart,
    ...caretaker,
    marker,
    startedAt,
    journal: resolve(kept.journal.path),
  };
  if ((isRehearsal || writeLockFile(of, lock)) && (await makeRunAlias(connection, kept.journal))) {
    // Between the first look and the lock another run may have ended, or begun and ended.
    const now = await it.read();
    if (now.MemorySize === original.MemorySize && (now.Description ?? '') === description) {
      return { journal: kept.journal, original: now, marker };
    }
  }
  await kept.putBack();
  return 'it has just begun';
}

/** A journal is what is put back from: a rehearsal, which puts nothing back, must not take it away. */
async function finishLeft(connection: Connection, name: string, local: LockFile, options: OpenOptions): Promise<void> {
  if (connection.mode !== 'rehearsal') return finishDeadRun(connection, name, local, options);
  options.say(`a run on ${name} of ${local.startedAt} has died: what it has left would be put back first`);
}

function holderOf(description: string): string {
  const note = readLockNote(description);
  if (note === undefined) return `its alias ${RUN_ALIAS} says nothing of who made it`;
  return `on ${note.host === '' ? 'another machine' : note.host}, since ${note.since}`;
}

const heldByAnother = (name: string, holder: string): TargetError =>
  new TargetError(
    `another run of Kelvin is changing ${name} (${holder}), and two at once would measure each other`,
    `wait for it with --wait 30m, or measure a copy with --copy. If that run has died, "kelvin restore --function ${name}" cleans up after it`,
  );

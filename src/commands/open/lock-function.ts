import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import {
  arnHash,
  type Connection,
  type Kept,
  type LockFile,
  makeRunAlias,
  nameForJournal,
  refuseChanged,
  writeLockFile,
} from '../../target/index.js';
import { keepJournal } from './keep-journal.js';
import type { OpenOptions } from './open-options.js';
import { heldByAnother } from './when-free.js';

export interface ToLock {
  readonly functionName: string;
  readonly marker: string;
  readonly journalSuffix: string | undefined;
  /** How the function was when the run began. */
  readonly original: FunctionConfiguration;
  /** How it is now. */
  readonly read: () => Promise<FunctionConfiguration>;
}

/**
 * Locks a function before the first change of it and until the clean-up: for this machine with a file, for all others
 * with an alias. @throws TargetError where another run was faster, or somebody has changed the function meanwhile
 */
export async function lockFunction(connection: Connection, options: OpenOptions, it: ToLock): Promise<Kept> {
  const { functionName, marker, original } = it;
  const { MemorySize: memorySizeMB = 128, Description: description = '' } = original;
  const { FunctionArn } = original;
  const head = {
    functionName: await nameForJournal(connection, functionName, FunctionArn),
    ...(FunctionArn === undefined ? {} : { functionArnHash: arnHash(FunctionArn) }),
    ...{ marker, original: { memorySizeMB, description } },
  };
  const kept = keepJournal(connection, options, head, it.journalSuffix);
  const { journal, caretakerPid } = kept;
  const { pid, processStart, startedAt } = journal.head;
  const lock = {
    ...{ host: hostname(), pid, processStart, marker, startedAt, journal: resolve(journal.path) },
    ...(caretakerPid === undefined ? {} : { caretakerPid }),
  };
  const isFree = connection.mode === 'rehearsal' || lockHere(connection, options, it, lock);
  if (!isFree || !(await makeRunAlias(connection, journal))) {
    await kept.putBack();
    throw heldByAnother(functionName, 'it has just begun');
  }
  refuseChanged(functionName, original, await it.read(), { memorySizeMB, description });
  return { journal, original };
}

/** A machine that keeps no state is no reason not to run: the alias locks, and `kelvin restore` reads what it says. */
function lockHere(
  connection: Connection,
  { say }: OpenOptions,
  { functionName, original: { FunctionArn: functionArn = functionName } }: ToLock,
  lock: LockFile,
): boolean {
  const locked = writeLockFile({ ...connection, functionArn }, lock);
  if ('withoutFile' in locked) {
    say(
      `${functionName} is locked by its alias alone: ${locked.withoutFile}. Should this run be killed, the next one does not clean up by itself, but "kelvin restore" does`,
    );
    return true;
  }
  return locked.by === 'this-run';
}

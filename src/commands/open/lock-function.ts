import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { type Connection, type Kept, makeRunAlias, refuseChanged, writeLockFile } from '../../target/index.js';
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
  const head = { functionName, marker, original: { memorySizeMB, description } };
  const kept = keepJournal(connection, options, head, it.journalSuffix);
  const { journal, caretakerPid } = kept;
  const { pid, processStart, startedAt } = journal.head;
  const locked =
    connection.mode === 'rehearsal' ||
    writeLockFile(
      { ...connection, functionArn: original.FunctionArn ?? functionName },
      {
        ...{ host: hostname(), pid, processStart, marker, startedAt, journal: resolve(journal.path) },
        ...(caretakerPid === undefined ? {} : { caretakerPid }),
      },
    );
  if (!locked || !(await makeRunAlias(connection, journal))) {
    await kept.putBack();
    throw heldByAnother(functionName, 'it has just begun');
  }
  refuseChanged(functionName, original, await it.read(), { memorySizeMB, description });
  return { journal, original };
}

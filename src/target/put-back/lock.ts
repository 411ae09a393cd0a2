import { type AliasConfiguration, DeleteAliasCommand } from '@aws-sdk/client-lambda';
import { type LockNote, readLockNote } from '../lock/lock-note.js';
import { RUN_ALIAS } from '../lock/run-alias-name.js';
import { aliasNow } from './aliases.js';
import { orGone, type Undoing, type Undone } from './undoing.js';

/** Removes the lock, last of all; that of another run, or one that somebody else removes, stays. */
export async function undoLock(undoing: Undoing): Promise<Undone> {
  const found = await aliasNow(undoing, RUN_ALIAS);
  // Gone, or another run's: this one was not the first to come.
  if (found === undefined || !undoing.isOurs(found.Description)) return undefined;
  const note = readLockNote(found.Description);
  if (note !== undefined && note.claim !== undoing.claim) return { theirs: claimed(note) };
  await orGone(() => undoing.connection.control.send(deleteWhile(undoing, found)));
  return undefined;
}

/**
 * Looks again before it is sent again: where the answer to the first attempt was lost, a run that waits may hold a lock
 * of its own by now, and DeleteAlias takes no revision.
 */
function deleteWhile(undoing: Undoing, { Description }: AliasConfiguration): DeleteAliasCommand {
  const command = new DeleteAliasCommand({ FunctionName: undoing.functionName, Name: RUN_ALIAS });
  let attempts = 0;
  command.middlewareStack.add(
    (next) => async (args) => {
      attempts += 1;
      const isGone = attempts > 1 && (await aliasNow(undoing, RUN_ALIAS))?.Description !== Description;
      return isGone ? { output: { $metadata: {} }, response: {} } : next(args);
    },
    { step: 'initialize', name: 'lookBeforeItIsSentAgain' },
  );
  return command;
}

const claimed = ({ host, since }: LockNote): string =>
  `the alias ${RUN_ALIAS} stays for now: a clean-up after this run${host === '' ? '' : ` on ${host}`} has begun at ${since}, and removes it`;

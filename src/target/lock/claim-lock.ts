import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { UpdateAliasCommand } from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { TargetError } from '../error.js';
import { calling } from '../explain.js';
import { isAlive, ownProcess } from './living-process.js';
import { type LockNote, noteText, readLockNote } from './lock-note.js';
import { runAlias } from './run-alias.js';
import { RUN_ALIAS } from './run-alias-name.js';

/** Who cleans up after a run that has died. */
export type ClaimedLock =
  /** This one; without a claim where the run has no lock any more, or this one may not change an alias. */
  { readonly kind: 'ours'; readonly claim?: string } | { readonly kind: 'held'; readonly by: LockNote };

/** So often may somebody change the alias between the look and the change. */
const MOST_ATTEMPTS = 5;

/**
 * Makes this process the one that cleans up after a run that has died. DeleteAlias takes no revision: of two that clean
 * up, the slower one could delete the lock of a run that has begun since. UpdateAlias does take one, so one alone writes
 * its claim into the lock, and that one alone removes it.
 *
 * Without the permission to do so the run is cleaned up after all the same: a function that is left changed is worse than
 * a lock that is lost in the milliseconds between a look and a change.
 *
 * @param marker of the run that has died
 * @param isOver whether the clean-up that holds it has ended too: without it that of a process here that is gone
 */
export function claimLock(
  connection: Connection,
  functionName: string,
  marker: string,
  isOver: (by: LockNote) => boolean = hasDiedHere,
): Promise<ClaimedLock> {
  const claim = newClaim();
  return calling('claiming the lock of the run', async () => {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const alias = await runAlias(connection, functionName);
      const note = readLockNote(alias?.Description);
      if (note?.marker !== marker) return { kind: 'ours' };
      // The answer was lost, and the next attempt refused for its revision.
      if (note.claim === claim) return { kind: 'ours', claim };
      if (note.claim !== undefined && !isOver(note)) return { kind: 'held', by: note };
      const outcome = await write(connection, functionName, { ...note, ...ownClaim(claim) }, alias?.RevisionId);
      if (outcome === 'written') return { kind: 'ours', claim };
      if (outcome === 'denied') return { kind: 'ours' };
    }
    throw new TargetError(
      `the alias ${RUN_ALIAS} of ${functionName} changes all the time`,
      'wait until whoever else cleans up is done',
    );
  });
}

/** Where it is of this machine; of another one nobody can say. */
export const hasDiedHere = ({ host, claim }: LockNote): boolean =>
  claim !== undefined && host === hostname() && !isAlive(processOf(claim));

/** The process that cleans up, where it is one of this machine. */
export const claimerHere = ({ host, claim }: LockNote): number | undefined =>
  claim !== undefined && host === hostname() ? processOf(claim).pid : undefined;

function newClaim(): string {
  const { pid, processStart = '' } = ownProcess();
  return `${pid}:${processStart}:${randomBytes(4).toString('hex')}`;
}

function processOf(claim: string): Parameters<typeof isAlive>[0] {
  const [pid, processStart = ''] = claim.split(':');
  return { pid: Number(pid), ...(processStart === '' ? {} : { processStart }) };
}

const ownClaim = (claim: string) => ({ claim, host: hostname(), since: new Date().toISOString() });

async function write(
  { control }: Connection,
  FunctionName: string,
  note: LockNote,
  revision: string | undefined,
): Promise<'written' | 'overtaken' | 'denied'> {
  const Description = noteText(note);
  const RevisionId = revision === undefined ? {} : { RevisionId: revision };
  try {
    await control.send(new UpdateAliasCommand({ FunctionName, Name: RUN_ALIAS, Description, ...RevisionId }));
    return 'written';
  } catch (error) {
    const { name } = error as Error;
    if (/^(PreconditionFailed|ResourceNotFound)Exception$/.test(name)) return 'overtaken';
    if (/AccessDenied|NotAuthorized/.test(name)) return 'denied';
    throw error;
  }
}

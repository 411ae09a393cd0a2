import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Connection,
  claimerHere,
  claimLock,
  finishJournal,
  finishRecord,
  hasDiedHere,
  isAlive,
  type LeftJournal,
  type LockFile,
  type LockNote,
  leftOfApply,
  readLeftJournal,
  readLockNote,
  recordFromAlias,
  removeLockFile,
  runAliasOf,
} from '../../target/index.js';
import { holderText } from './claim-dead-run.js';
import type { OpenOptions } from './open-options.js';

/** A caretaker has at most a wait of a change and a few calls to do. */
const LONGEST_CARE_MS = 60_000;

/**
 * Finishes the clean-up of a run of this machine that was killed, or lets its caretaker do so.
 * @returns who else does so, in words: then nothing was done here
 */
export async function finishDeadRun(
  connection: Connection,
  functionName: string,
  { caretakerPid, journal, marker, startedAt }: LockFile,
  { say, signal }: Pick<OpenOptions, 'say' | 'signal'>,
): Promise<string | undefined> {
  const other = await othersClaim(connection, functionName, marker);
  if (other !== undefined && claimerHere(other) !== caretakerPid) return holderText(other);
  say(`a run on ${functionName} that began at ${startedAt} was ended before it could put it back: that is done first`);
  const deadline = Date.now() + LONGEST_CARE_MS;
  while (caretakerPid !== undefined && isAlive({ pid: caretakerPid }) && Date.now() < deadline) {
    await sleep(100, undefined, { signal });
  }
  const claimed = await claimLock(connection, functionName, marker);
  if (claimed.kind === 'held') return holderText(claimed.by);
  const { record, salvaged } = readLeftJournal(journal, say);
  const theirs =
    record === undefined
      ? await finishWithoutJournal(connection, functionName, marker, { salvaged, ...claimed })
      : await finishJournal(connection, journal, record, claimed.claim);
  for (const it of theirs) say(`${functionName}: ${it}`);
  removeLockFile(marker);
  return undefined;
}

/** Of whoever cleans up already, as far as can be told from here. */
async function othersClaim(
  connection: Connection,
  functionName: string,
  marker: string,
): Promise<LockNote | undefined> {
  const note = readLockNote(await runAliasOf(connection, functionName));
  return note?.marker !== marker || note.claim === undefined || hasDiedHere(note) ? undefined : note;
}

/** The caretaker has done it all, or somebody has removed the folder of the run, or damaged what is in it. */
async function finishWithoutJournal(
  connection: Connection,
  functionName: string,
  marker: string,
  { salvaged, claim }: Pick<LeftJournal, 'salvaged'> & { readonly claim?: string },
): Promise<readonly string[]> {
  const note = readLockNote(await runAliasOf(connection, functionName));
  if (note?.marker !== marker) return [];
  const record = await recordFromAlias(connection, functionName, note, salvaged);
  return [...(await finishRecord(connection, record, claim)), ...(await leftOfApply(connection, functionName, note))];
}

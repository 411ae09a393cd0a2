import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Connection,
  finishJournal,
  finishRecord,
  isAlive,
  type LeftJournal,
  type LockFile,
  readLeftJournal,
  readLockNote,
  recordFromAlias,
  removeLockFile,
  runAliasOf,
} from '../../target/index.js';
import type { OpenOptions } from './open-options.js';

/** A caretaker has at most a wait of a change and a few calls to do. */
const LONGEST_CARE_MS = 60_000;

/** Finishes the clean-up of a run of this machine that was killed, or lets its caretaker do so. */
export async function finishDeadRun(
  connection: Connection,
  functionName: string,
  { caretakerPid, journal, marker, startedAt }: LockFile,
  { say, signal }: Pick<OpenOptions, 'say' | 'signal'>,
): Promise<void> {
  say(`a run on ${functionName} that began at ${startedAt} was ended before it could put it back: that is done first`);
  const deadline = Date.now() + LONGEST_CARE_MS;
  while (caretakerPid !== undefined && isAlive({ pid: caretakerPid }) && Date.now() < deadline) {
    await sleep(100, undefined, { signal });
  }
  const { record, salvaged } = readLeftJournal(journal, say);
  const theirs =
    record === undefined
      ? await finishWithoutJournal(connection, functionName, marker, salvaged)
      : await finishJournal(connection, journal, record);
  for (const it of theirs) say(`${functionName}: ${it}`);
  removeLockFile(marker);
}

/** The caretaker has done it all, or somebody has removed the folder of the run, or damaged what is in it. */
async function finishWithoutJournal(
  connection: Connection,
  functionName: string,
  marker: string,
  salvaged: LeftJournal['salvaged'],
): Promise<readonly string[]> {
  const note = readLockNote(await runAliasOf(connection, functionName));
  if (note?.marker !== marker) return [];
  return finishRecord(connection, await recordFromAlias(connection, functionName, note, salvaged));
}

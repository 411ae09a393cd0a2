import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import {
  type Connection,
  FunctionUnderTest,
  isAlive,
  type LockFile,
  RUN_ALIAS,
  readLockFile,
  readLockNote,
  runAliasOf,
  TargetError,
} from '../../target/index.js';
import { holderText } from './claim-dead-run.js';
import { finishDeadRun } from './finish-dead-run.js';
import type { OpenOptions } from './open-options.js';

/** Between two looks whether another run has ended. */
const PAUSE_MS = 3000;
/** An update that is under way is somebody's who is none of Kelvin's, if it takes longer. */
const LONGEST_UPDATE_MS = 10_000;
const UPDATE_PAUSE_MS = 200;

/**
 * Sees that no other run is changing a function, here or elsewhere. One that does is waited for as long as was asked, and
 * then this one is refused; one of this machine that has died is cleaned up after.
 */
export async function whenFree(connection: Connection, functionName: string, options: OpenOptions): Promise<void> {
  const begun = Date.now();
  const deadline = begun + (options.waitMs ?? 0);
  const fn = new FunctionUnderTest(connection, functionName, '');
  for (let isTold = false; ; ) {
    const latest = await fn.configuration();
    const holder = await holderOf(connection, functionName, latest, options);
    if (holder === 'nobody') {
      // What a run that has just ended has put back is not waited for by it.
      if (latest.LastUpdateStatus !== 'InProgress' || Date.now() - begun > LONGEST_UPDATE_MS) return;
      await sleep(UPDATE_PAUSE_MS, undefined, { signal: options.signal });
      continue;
    }
    const leftMs = deadline - Date.now();
    if (leftMs <= 0) throw heldByAnother(functionName, holder);
    if (!isTold) options.say(`waiting for another run on ${functionName} to end (${holder})`);
    isTold = true;
    await sleep(Math.min(PAUSE_MS, leftMs), undefined, { signal: options.signal });
  }
}

/** In words. */
async function holderOf(
  connection: Connection,
  functionName: string,
  { FunctionArn: functionArn = functionName }: FunctionConfiguration,
  options: OpenOptions,
): Promise<string> {
  const local = readLockFile({ ...connection, functionArn });
  if (local !== undefined && isAlive(local)) return `process ${local.pid} of this machine, since ${local.startedAt}`;
  if (local !== undefined && connection.mode === 'rehearsal') throw leftBehind(functionName, local);
  const cleaner = local === undefined ? undefined : await finishDeadRun(connection, functionName, local, options);
  if (cleaner !== undefined) return cleaner;
  const alias = await runAliasOf(connection, functionName);
  if (alias === undefined) return 'nobody';
  const note = readLockNote(alias);
  if (note === undefined) return `its alias ${RUN_ALIAS} says nothing of who made it`;
  return holderText(note);
}

/** @param holder in words */
export const heldByAnother = (name: string, holder: string): TargetError =>
  new TargetError(
    `another run of Kelvin is changing ${name} (${holder}), and two at once would measure each other`,
    `wait for it with --wait 30m, or measure a copy with --copy. If that run has died, "kelvin restore --function ${name}" cleans up after it`,
  );

/** A run would clean up first; a rehearsal changes nothing, and what it read would not be what that run meets. */
const leftBehind = (name: string, { journal, startedAt }: LockFile): TargetError =>
  new TargetError(
    `a run on ${name} that began at ${startedAt} was ended before it could put it back, and --dry-run changes nothing`,
    `"kelvin restore ${journal}" does that; so does the next run by itself, before it begins`,
  );

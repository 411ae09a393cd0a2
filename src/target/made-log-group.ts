import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Connection } from './connection.js';
import { usualLogGroup } from './usual-log-group.js';

/**
 * An invocation that was open when its function was deleted runs to its end, and what it then writes makes the log group
 * anew. So it is looked for once more, and again as long as it keeps coming. Lambda says of no function when its last line
 * is written; what comes later than this stays.
 */
const LOOKS_AFTER_MS: readonly number[] = [1000, 2000, 4000];

/**
 * Removes the log group of a function that was made for the run: Lambda makes it with the first invocation. It does not
 * hold up the rest where it may not (logs:DeleteLogGroup) or where there is none.
 */
export async function removeLogGroup(connection: Pick<Connection, 'logs'>, functionName: string): Promise<void> {
  // That there is none yet says nothing: the first invocation may still be in its INIT.
  let state = await removeOnce(connection, functionName);
  for (const ms of LOOKS_AFTER_MS) {
    await sleep(ms);
    state = await removeOnce(connection, functionName);
    if (state === 'none') return;
  }
  if (state instanceof Error) throw state;
}

/** Of two who change one log group at once CloudWatch Logs sends one away (OperationAbortedException): that passes. */
async function removeOnce(
  { logs }: Pick<Connection, 'logs'>,
  functionName: string,
): Promise<'none' | 'removed' | Error> {
  try {
    await logs.send(new DeleteLogGroupCommand({ logGroupName: usualLogGroup(functionName) }));
    return 'removed';
  } catch (error) {
    const { name } = error as Error;
    if (/ResourceNotFound|AccessDenied|UnrecognizedClient|UnknownOperation|NotImplemented/.test(name)) return 'none';
    if (name === 'OperationAbortedException') return error as Error;
    throw error;
  }
}

import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Connection } from './connection.js';
import { usualLogGroup } from './usual-log-group.js';

/**
 * Removes the log group of a function that was made for the run: Lambda makes it with the first invocation. It does not
 * hold up the rest where it may not (logs:DeleteLogGroup) or where there is none.
 */
export async function removeLogGroup({ logs }: Pick<Connection, 'logs'>, functionName: string): Promise<void> {
  try {
    await logs.send(new DeleteLogGroupCommand({ logGroupName: usualLogGroup(functionName) }));
  } catch (error) {
    if (!/ResourceNotFound|AccessDenied|UnrecognizedClient|UnknownOperation|NotImplemented/.test((error as Error).name))
      throw error;
  }
}

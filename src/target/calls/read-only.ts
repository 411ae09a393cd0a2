import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { TargetError } from '../error.js';
import { operationOf } from './patient-send.js';
import { isInvoke, isRead } from './reads.js';

interface Sending {
  send(command: object, ...rest: readonly unknown[]): unknown;
}

/**
 * Has a client refuse every call but reads and invocations before anything leaves this machine: what --read-only promises
 * does not hang on each caller's keeping it.
 */
export function readAndInvokeAlone(client: LambdaClient | CloudWatchLogsClient): void {
  const guarded = client as unknown as Sending;
  const send = guarded.send.bind(client);
  guarded.send = (command, ...rest) => {
    const operation = operationOf(command);
    if (isRead(operation) || isInvoke(operation)) return send(command, ...rest);
    return Promise.reject(
      new TargetError(
        `${operation} would change something, and --read-only promises that nothing is: it was not sent`,
        'leave --read-only out, or see with --dry-run what would be done',
      ),
    );
  };
}

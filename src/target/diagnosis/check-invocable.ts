import { GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { TargetError } from '../error.js';

/**
 * Before anything is changed: a function with a reserved concurrency of 0 is switched off, and each invocation of it would
 * be a throttle. That it may not be read keeps nobody from a run.
 * @throws TargetError where nothing can invoke it
 */
export async function checkInvocable({ control }: Connection, name: string): Promise<void> {
  const FunctionName = name;
  const { ReservedConcurrentExecutions: reserved } = await control
    .send(new GetFunctionConcurrencyCommand({ FunctionName }))
    .catch(() => ({ ReservedConcurrentExecutions: undefined }));
  if (reserved !== 0) return;
  throw new TargetError(
    `the reserved concurrency of ${name} is 0: it is switched off, and nothing can invoke it`,
    'measure a copy of it (--copy), or have its owner raise it (aws lambda put-function-concurrency)',
  );
}

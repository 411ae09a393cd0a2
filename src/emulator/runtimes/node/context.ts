import type { RuntimeInvocation } from './client.js';
import type { Callback } from './handler.js';

/** The context object of AWS's Node.js runtime. */
export function makeContext({ headers }: RuntimeInvocation, callback: Callback): object {
  const deadline = Number(headers.get('lambda-runtime-deadline-ms'));
  const clientContext = headers.get('lambda-runtime-client-context');
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: clientContext === undefined ? undefined : JSON.parse(clientContext),
    identity: undefined,
    invokedFunctionArn: headers.get('lambda-runtime-invoked-function-arn'),
    awsRequestId: headers.get('lambda-runtime-aws-request-id'),
    getRemainingTimeInMillis: () => Math.max(deadline - Date.now(), 0),
    done: callback,
    fail: (error: unknown) => callback(error),
    succeed: (result: unknown) => callback(null, result),
  };
}

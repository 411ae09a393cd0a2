import errors = require('./errors.cjs');
import isRewritten = require('./generation.cjs');

import type { RuntimeInvocation } from './types.cjs';

/** The part of the context object that comes with the invocation; in AWS's order, which JSON.stringify shows. */
function makeContext({ headers }: RuntimeInvocation): object {
  const deadline = Number(headers.get('lambda-runtime-deadline-ms'));
  const fromHeaders = {
    clientContext: parse(headers, 'lambda-runtime-client-context', 'ClientContext'),
    identity: parse(headers, 'lambda-runtime-cognito-identity', 'CognitoIdentity'),
    invokedFunctionArn: headers.get('lambda-runtime-invoked-function-arn'),
    awsRequestId: headers.get('lambda-runtime-aws-request-id'),
    tenantId: headers.get('lambda-runtime-aws-tenant-id'),
  };
  const getRemainingTimeInMillis = (): number => deadline - Date.now();
  if (!isRewritten) return { ...fromEnvironment(), ...fromHeaders, getRemainingTimeInMillis };
  const xRayTraceId = headers.get('lambda-runtime-trace-id');
  return { ...fromHeaders, xRayTraceId, getRemainingTimeInMillis, ...fromEnvironment() };
}

/** Read anew each time: a function may have changed them. */
function fromEnvironment(): object {
  const { env } = process;
  const name = env.AWS_LAMBDA_FUNCTION_NAME;
  const version = env.AWS_LAMBDA_FUNCTION_VERSION;
  return {
    ...(isRewritten
      ? { functionName: name, functionVersion: version }
      : { functionVersion: version, functionName: name }),
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
  };
}

function parse(headers: ReadonlyMap<string, string>, header: string, name: string): unknown {
  const json = headers.get(header);
  if (json === undefined || json === '') return undefined;
  try {
    return JSON.parse(json);
  } catch (error) {
    if (!isRewritten) throw new Error(`Cannot parse ${name} as json: ${error}`);
    throw errors.runtimeError('PlatformError', `Failed to parse ${header} as JSON: ${(error as Error).message}`);
  }
}

/** Tracing libraries look for it there. */
function forwardTrace({ headers }: RuntimeInvocation): void {
  const trace = headers.get('lambda-runtime-trace-id');
  if (trace === undefined) delete process.env._X_AMZN_TRACE_ID;
  else process.env._X_AMZN_TRACE_ID = trace;
}

export = { makeContext, forwardTrace };

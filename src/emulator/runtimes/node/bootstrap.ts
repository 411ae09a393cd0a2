import { RuntimeClient, type RuntimeInvocation } from './client.js';
import { patchConsole, setRequestId, writeLog } from './console.js';
import { makeContext } from './context.js';
import { type ErrorBody, RuntimeError, toErrorBody } from './errors.js';
import { type Handler, loadHandler } from './handler.js';

/**
 * Stands in for AWS's Node.js runtime: fetches invocations, calls the handler, sends answers. A callback is an answer at
 * once; AWS's older runtimes wait until the event loop is empty unless callbackWaitsForEmptyEventLoop is false.
 */
const client = new RuntimeClient(process.env.AWS_LAMBDA_RUNTIME_API ?? '');
let current: RuntimeInvocation | undefined;
let initialised = false;

patchConsole();
process.on('uncaughtException', (error) => die(error, 'Uncaught Exception', 129));
process.on('unhandledRejection', (reason) => {
  const wrapped = new RuntimeError('Runtime.UnhandledPromiseRejection', String(reason), reason);
  die(wrapped, 'Unhandled Promise Rejection', 128);
});

async function serve(handler: Handler): Promise<never> {
  let answer: Buffer | undefined;
  initialised = true;
  for (;;) {
    const invocation = await client.next(answer);
    current = invocation;
    setRequestId(requestIdOf(invocation));
    const trace = invocation.headers.get('lambda-runtime-trace-id');
    if (trace !== undefined) process.env._X_AMZN_TRACE_ID = trace;
    answer = await answerTo(invocation, handler);
    current = undefined;
  }
}

async function answerTo(invocation: RuntimeInvocation, handler: Handler): Promise<Buffer> {
  try {
    const result = await call(handler, invocation);
    return client.post(`invocation/${requestIdOf(invocation)}/response`, stringify(result), echo(invocation));
  } catch (error) {
    const body = toErrorBody(error);
    writeLog('ERROR', `Invoke Error \t${describe(body)}`);
    return errorPost(`invocation/${requestIdOf(invocation)}/error`, body, echo(invocation));
  }
}

function call(handler: Handler, invocation: RuntimeInvocation): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback = (error: unknown, result?: unknown): void =>
      error === undefined || error === null ? resolve(result) : reject(error);
    const event: unknown = JSON.parse(invocation.body.toString());
    const returned = handler(event, makeContext(invocation, callback), callback);
    // A handler that takes the callback answers through it, and may return what it likes.
    if (isThenable(returned)) returned.then(resolve, reject);
    else if (handler.length < 3) resolve(returned);
  });
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

function stringify(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch (error) {
    throw new RuntimeError('Runtime.MarshalError', `Unable to stringify response body as json: ${error}`, error);
  }
}

/** Reports what nobody caught, then ends the process as AWS's runtime does. */
function die(error: unknown, what: string, exitCode: number): void {
  const body = toErrorBody(error);
  writeLog('ERROR', `${what} \t${describe(body)}`);
  // Between two invocations there is nobody to be told, and the connection is busy with waiting for the next.
  if (initialised && current === undefined) process.exit(exitCode);
  const path = current === undefined ? 'init/error' : `invocation/${requestIdOf(current)}/error`;
  const request = errorPost(path, body, current === undefined ? {} : echo(current));
  void client.send(request).finally(() => process.exit(exitCode));
}

const requestIdOf = ({ headers }: RuntimeInvocation): string => headers.get('lambda-runtime-aws-request-id') ?? '';

function echo({ headers }: RuntimeInvocation): Record<string, string> {
  const id = headers.get('lambda-runtime-invocation-id');
  return id === undefined ? {} : { 'Lambda-Runtime-Invocation-Id': id };
}

/** In the log AWS names the trace `stack`. */
const describe = ({ errorType, errorMessage, trace }: ErrorBody): string =>
  JSON.stringify({ errorType, errorMessage, stack: trace });

function errorPost(path: string, body: ErrorBody, headers: Record<string, string>): Buffer {
  return client.post(path, JSON.stringify(body), {
    ...headers,
    'Lambda-Runtime-Function-Error-Type': body.errorType.replace(/[^\w.]/g, '_'),
  });
}

try {
  const handler = await loadHandler(process.env.LAMBDA_TASK_ROOT ?? process.cwd(), process.env._HANDLER ?? '');
  await serve(handler);
} catch (error) {
  die(error, 'Init Error', 1);
}

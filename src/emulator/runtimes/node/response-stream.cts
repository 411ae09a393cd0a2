import http = require('node:http');
import net = require('node:net');

import errors = require('./errors.cjs');
import isRewritten = require('./generation.cjs');

import type { RuntimeInvocation } from './types.cjs';

const ERROR_TYPE = 'Lambda-Runtime-Function-Error-Type';
const ERROR_BODY = 'Lambda-Runtime-Function-Error-Body';

/** What AWS lets a handler see of the request that its response goes out with. */
const METHODS = [
  ...(['cork', 'destroy', 'end', 'uncork', 'write', 'addListener', 'emit', 'eventNames', 'getMaxListeners'] as const),
  ...(['listenerCount', 'listeners', 'off', 'on', 'once', 'prependListener', 'prependOnceListener'] as const),
  ...(['rawListeners', 'removeAllListeners', 'removeListener', 'setMaxListeners'] as const),
];
const READ_AND_WRITE = ['destroyed', 'writable', '_onBeforeFirstWrite'];
const READ_ONLY = [
  ...['writableFinished', 'writableObjectMode', 'writableEnded', 'writableNeedDrain', 'writableHighWaterMark'],
  ...['writableCorked', 'writableLength', ...(isRewritten ? [] : ['writableBuffer'])],
];

interface Request extends http.ClientRequest {
  _onBeforeFirstWrite?: (write: (chunk: string | Uint8Array) => void) => void;
}

interface ResponseStream {
  /** For the handler. */
  readonly stream: { readonly writableFinished: boolean };
  /** The Runtime API has taken the whole response. */
  readonly taken: Promise<void>;
  /** Ends the response with an error. */
  fail(error: unknown): Promise<void>;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** A response that leaves while it is made. It has a connection of its own, as with AWS's clients. */
function openResponseStream(invocation: RuntimeInvocation, highWaterMark?: number): ResponseStream {
  const { request, taken } = openRequest(invocation, highWaterMark);
  hookWrite(request);
  const stream = facadeOf(request);
  return {
    stream,
    taken,
    fail: async (thrown) => {
      const body = errors.toErrorBody(thrown);
      request.addTrailers({
        [ERROR_TYPE]: body.errorType,
        [ERROR_BODY]: Buffer.from(JSON.stringify(body)).toString('base64'),
      });
      request.end();
      // Whoever broke the connection knows; the log has the error already.
      await taken.catch(() => {});
    },
  };
}

function openRequest(
  { headers }: RuntimeInvocation,
  highWaterMark?: number,
): { request: Request; taken: Promise<void> } {
  const [hostname = '', port = ''] = (process.env.AWS_LAMBDA_RUNTIME_API ?? '').split(':');
  const id = encodeURIComponent(headers.get('lambda-runtime-aws-request-id') ?? '');
  const invocationId = headers.get('lambda-runtime-invocation-id');
  agent.createConnection = (options, done) =>
    net.createConnection(
      { ...options, ...(highWaterMark === undefined ? {} : { highWaterMark }) } as net.NetConnectOpts,
      done as () => void,
    );
  const request: Request = http.request({
    method: 'POST',
    hostname,
    port,
    path: `/2018-06-01/runtime/invocation/${id}/response`,
    agent,
    headers: {
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      Trailer: [ERROR_TYPE, ERROR_BODY],
      'Content-Type': 'application/octet-stream',
      'Transfer-Encoding': 'chunked',
      ...(invocationId === undefined ? {} : { 'Lambda-Runtime-Invocation-Id': invocationId }),
    },
  });
  const taken = new Promise<void>((resolve, reject) => {
    request.on('error', (error) => {
      reject(error);
      // AWS's clients have one more promise on this, which nobody looks at: so a stream destroyed ends the process.
      void Promise.reject(error);
    });
    request.on('response', (response) => response.on('aborted', reject).on('end', resolve).resume());
  });
  return { request, taken };
}

/** Anything but text and bytes is sent as JSON. The prelude goes before the first `write`; AWS's `end` does not call it. */
function hookWrite(request: Request): void {
  const write = request.write.bind(request) as (chunk: unknown, ...more: readonly unknown[]) => boolean;
  let hasWritten = false;
  const hooked = (chunk: unknown, ...more: readonly unknown[]): boolean => {
    if (!hasWritten) request._onBeforeFirstWrite?.((it) => write(it));
    hasWritten = true;
    return write(typeof chunk === 'string' || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk), ...more);
  };
  const setContentType = (type: string): void => {
    if (hasWritten) throw errors.runtimeError('InvalidStreamingOperation', 'Cannot set content-type, too late.');
    request.setHeader('Content-Type', type);
  };
  Object.assign(request, { write: hooked, setContentType });
}

function facadeOf(request: Request): { readonly writableFinished: boolean } {
  const members = request as unknown as Record<string, unknown>;
  const bound = [...METHODS, 'setContentType'].map((name) => [name, (members[name] as () => void).bind(request)]);
  const stream = Object.fromEntries(bound);
  for (const name of READ_ONLY) Object.defineProperty(stream, name, { get: () => members[name] });
  for (const name of READ_AND_WRITE) {
    const set = (value: unknown): void => {
      members[name] = value;
    };
    Object.defineProperty(stream, name, { get: () => members[name], set });
  }
  return stream;
}

export = openResponseStream;

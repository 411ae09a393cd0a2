import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { EpochMilliseconds } from '../../units/index.js';
import { readBody } from '../http/body.js';
import { functionError } from './failure.js';
import type { Action, Effect, Invocation, Outcome } from './state.js';

export type RuntimeAnswer = Extract<Effect, { kind: 'accept' | 'reject' }>;
/** What a runtime wants, without HTTP. Returns what to answer; nothing for a `next` that has to wait. */
export type OnRuntimeAction = (action: Action) => RuntimeAnswer | undefined;

/** 6 MB and what AWS adds for its own framing: the number in its message. */
export const MAX_RESPONSE_BYTES = 6_291_556;
const MAX_ERROR_BYTES = 262_144;
const PREFIX = '/2018-06-01/runtime/';

/**
 * The Runtime API 2018-06-01 of one execution environment, on a loopback port of its own, as AWS's is on a link-local
 * address. It turns each request into an action and knows nothing of what state the environment is in.
 */
export class RuntimeApi {
  readonly #server: Server;
  readonly #onAction: OnRuntimeAction;
  /** A runtime may send an answer and the next `next` at once: those of one connection are taken in turn. */
  readonly #turns = new WeakMap<Socket, Promise<void>>();
  #waiting: ServerResponse | undefined;

  constructor(onAction: OnRuntimeAction) {
    this.#onAction = onAction;
    this.#server = createServer({ noDelay: true, keepAlive: true }, (request, response) => {
      const turn = this.#turns.get(request.socket) ?? Promise.resolve();
      const done = turn.then(() => this.#serve(request, response)).catch(() => response.destroy());
      this.#turns.set(
        request.socket,
        done.then(() => {}),
      );
    });
    // A runtime waits at `next` for as long as nobody invokes the function.
    this.#server.keepAliveTimeout = 0;
    this.#server.requestTimeout = 0;
  }

  /** @returns `127.0.0.1:PORT` for AWS_LAMBDA_RUNTIME_API. */
  listen(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(this.#server.address() as AddressInfo).port}`));
    });
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Answers the request that waits at `next`. */
  deliver(invocation: Invocation, deadline: EpochMilliseconds): void {
    this.#waiting?.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': invocation.payload.length,
      'Lambda-Runtime-Aws-Request-Id': invocation.requestId,
      'Lambda-Runtime-Invocation-Id': invocation.invocationId,
      'Lambda-Runtime-Deadline-Ms': Math.round(deadline),
      'Lambda-Runtime-Invoked-Function-Arn': invocation.invokedFunctionArn,
      'Lambda-Runtime-Trace-Id': invocation.traceId,
      ...(invocation.clientContext === undefined ? {} : { 'Lambda-Runtime-Client-Context': invocation.clientContext }),
    });
    this.#waiting?.end(invocation.payload);
    this.#waiting = undefined;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (request.method === 'GET' && path === `${PREFIX}invocation/next`) return this.#next(response);
    const [, requestId, verb] = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (request.method !== 'POST') return notFound(response);
    if (requestId !== undefined) {
      const outcome = verb === 'error' ? await readError(request) : await readResponse(request);
      const invocationId = header(request, 'lambda-runtime-invocation-id');
      const echoed = invocationId === undefined ? {} : { invocationId };
      answer(response, this.#onAction({ kind: 'answer', requestId, outcome, ...echoed }), tooLarge(outcome));
      return;
    }
    if (path !== `${PREFIX}init/error`) return notFound(response);
    const { errorType, payload } = await readError(request);
    answer(response, this.#onAction({ kind: 'initError', errorType, payload }));
  }

  #next(response: ServerResponse): void {
    const before = this.#waiting;
    this.#waiting = response;
    const refused = this.#onAction({ kind: 'next' });
    if (refused !== undefined) {
      this.#waiting = before;
      answer(response, refused);
      return;
    }
    // The newest request is the one that is served; the connection of an older one is gone or about to be.
    before?.destroy();
  }
}

async function readResponse(request: IncomingMessage): Promise<Outcome> {
  const body = await readBody(request, MAX_RESPONSE_BYTES);
  if (body !== undefined) return { kind: 'completed', payload: body };
  return functionError(
    'Function.ResponseSizeTooLarge',
    `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  );
}

async function readError(request: IncomingMessage): Promise<Outcome & { kind: 'functionError' }> {
  const errorType = reportedType(header(request, 'lambda-runtime-function-error-type') ?? '');
  const payload = (await readBody(request, MAX_ERROR_BYTES)) ?? Buffer.from(JSON.stringify({ errorType }));
  return { kind: 'functionError', errorType, payload };
}

/** Reports name the categories of AWS only, the body keeps what the runtime said (`rapid`, fatalerror package). */
function reportedType(errorType: string): string {
  if (/^(Runtime|Function)\.[A-Z][a-zA-Z]+$/.test(errorType)) return errorType;
  return errorType.startsWith('Function.') ? 'Function.Unknown' : 'Runtime.Unknown';
}

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

const tooLarge = (outcome: Outcome): boolean =>
  outcome.kind === 'functionError' && outcome.errorType === 'Function.ResponseSizeTooLarge';

function answer(response: ServerResponse, effect: RuntimeAnswer | undefined, tooLarge = false): void {
  if (effect?.kind === 'reject') {
    send(response, effect.status, { errorType: effect.errorType, errorMessage: effect.message });
  } else if (tooLarge) {
    send(response, 413, { errorType: 'RequestEntityTooLarge', errorMessage: 'Exceeded maximum allowed payload size' });
  } else {
    send(response, 202, { status: 'OK' });
  }
}

const notFound = (response: ServerResponse): void => {
  response.writeHead(404, { 'Content-Length': 0 }).end();
};

function send(response: ServerResponse, status: number, body: Record<string, string>): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': text.length }).end(text);
}

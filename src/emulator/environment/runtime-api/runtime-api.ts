import type { EpochMilliseconds } from '../../../units/index.js';
import type { Action, Verdict } from '../action.js';
import { functionError } from '../failure.js';
import type { Invocation } from '../invocation.js';
import { errorReader } from './error-body.js';
import type { BodyReader, Exchange } from './exchange.js';
import { MAX_RESPONSE_BYTES, type Received, responseReader } from './response-body.js';

/** What a runtime wants, without HTTP. Returns what to answer; nothing for a `next` that has to wait. */
export type OnRuntimeAction = (action: Action) => Verdict | undefined;

const PREFIX = '/2018-06-01/runtime/';
const INVOCATION = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/;

/**
 * The Runtime API 2018-06-01 of one execution environment. It turns each request into an action and knows nothing of
 * what state the environment is in.
 */
export class RuntimeApi {
  readonly #onAction: OnRuntimeAction;
  #waiting: Exchange | undefined;

  constructor(onAction: OnRuntimeAction) {
    this.#onAction = onAction;
  }

  /** Answers the request that waits at `next`. */
  deliver(invocation: Invocation, deadline: EpochMilliseconds): void {
    this.#waiting?.reply(200, headersOf(invocation, deadline), invocation.payload);
    this.#waiting = undefined;
  }

  /** Whoever was connected is not any more. */
  disconnected(): void {
    this.#waiting = undefined;
  }

  serve(exchange: Exchange): BodyReader | undefined {
    const { method, path } = exchange;
    if (method === 'GET' && path === `${PREFIX}invocation/next`) return this.#next(exchange);
    if (method !== 'POST') return notFound(exchange);
    const [, requestId, verb] = INVOCATION.exec(path) ?? [];
    if (requestId !== undefined) return this.#response(exchange, requestId, verb === 'error' ? 'error' : 'response');
    return path === `${PREFIX}init/error` ? this.#initError(exchange) : notFound(exchange);
  }

  #next(exchange: Exchange): undefined {
    const before = this.#waiting;
    this.#waiting = exchange;
    const refused = this.#onAction({ kind: 'next' });
    if (refused !== undefined) {
      this.#waiting = before;
      answer(exchange, refused);
    } else {
      // The newest request is the one that is served; the connection of an older one is gone or about to be.
      before?.drop();
    }
  }

  #response(exchange: Exchange, requestId: string, verb: 'response' | 'error'): BodyReader | undefined {
    const invocationId = exchange.header('lambda-runtime-invocation-id');
    const echoed = invocationId === undefined ? {} : { invocationId };
    const verdict = this.#onAction({ kind: 'response', verb, requestId, ...echoed });
    if (verdict?.kind !== 'accept' || verdict.invocation === undefined) {
      answer(exchange, verdict);
      return undefined;
    }
    const { invocation } = verdict;
    const responded = (received: Received): void => {
      const { outcome, producedBytes } = received;
      this.#onAction({ kind: 'responded', invocation, outcome, producedBytes });
      ENDINGS[received.ending](exchange);
    };
    if (verb === 'error') {
      return errorReader(exchange, (outcome) => responded({ outcome, producedBytes: 0, ending: 'complete' }));
    }
    return this.#readResponse(exchange, invocation, responded);
  }

  #readResponse(
    exchange: Exchange,
    invocation: Invocation,
    responded: (received: Received) => void,
  ): BodyReader | undefined {
    const mode = exchange.header('lambda-runtime-function-response-mode') ?? '';
    if (mode !== '' && mode !== 'streaming') {
      const outcome = functionError('Runtime.InvalidResponseModeHeader', 'Invalid function response mode');
      responded({ outcome, producedBytes: 0, ending: 'invalidMode' });
      return undefined;
    }
    return responseReader(exchange, invocation, mode === 'streaming', responded);
  }

  #initError(exchange: Exchange): BodyReader {
    return errorReader(exchange, (error) => answer(exchange, this.#onAction({ kind: 'initError', error })));
  }
}

/** What the runtime is told when its response has ended so; words as `rapid` chooses them (rapi/rendering, 2026-01). */
const ENDINGS: Readonly<Record<Received['ending'], (exchange: Exchange) => void>> = {
  complete: (exchange) => send(exchange, 202, { status: 'OK' }),
  tooLarge: (exchange) =>
    fail(
      exchange,
      413,
      'RequestEntityTooLarge',
      `Exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
    ),
  truncated: (exchange) => fail(exchange, 400, 'TruncatedHTTPRequest', 'HTTP request detected as truncated'),
  invalidMode: (exchange) => fail(exchange, 400, 'InvalidFunctionResponseMode', 'Invalid function response mode'),
};

function headersOf(invocation: Invocation, deadline: EpochMilliseconds): Record<string, string | number> {
  const { clientContext, cognitoIdentity, tenantId } = invocation;
  const headers: Record<string, string | number> = {
    'Content-Type': 'application/json',
    'Lambda-Runtime-Aws-Request-Id': invocation.requestId,
    'Lambda-Runtime-Invocation-Id': invocation.invocationId,
    'Lambda-Runtime-Deadline-Ms': Math.round(deadline),
    'Lambda-Runtime-Invoked-Function-Arn': invocation.invokedFunctionArn,
    'Lambda-Runtime-Trace-Id': invocation.traceId,
  };
  if (clientContext !== undefined) headers['Lambda-Runtime-Client-Context'] = clientContext;
  if (cognitoIdentity !== undefined) headers['Lambda-Runtime-Cognito-Identity'] = cognitoIdentity;
  if (tenantId !== undefined) headers['Lambda-Runtime-Aws-Tenant-Id'] = tenantId;
  return headers;
}

function answer(exchange: Exchange, verdict: Verdict | undefined): void {
  if (verdict?.kind === 'reject') fail(exchange, verdict.status, verdict.errorType, verdict.message);
  else send(exchange, 202, { status: 'OK' });
}

/** As `rapid` answers to a path that it does not have. */
function notFound(exchange: Exchange): undefined {
  exchange.reply(404, { 'Content-Type': 'text/plain; charset=utf-8' }, '404 page not found\n');
}

const fail = (exchange: Exchange, status: number, errorType: string, errorMessage: string): void =>
  send(exchange, status, { errorMessage, errorType });

const send = (exchange: Exchange, status: number, body: Record<string, string>): void =>
  exchange.reply(status, { 'Content-Type': 'application/json' }, JSON.stringify(body));

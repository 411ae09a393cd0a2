import type { EpochMilliseconds } from '../../../units/index.js';
import type { RuntimeAction } from '../action.js';
import type { Verdict } from '../effect.js';
import { functionError } from '../failure.js';
import type { FunctionError, Invocation } from '../invocation.js';
import { errorReader } from './error-body.js';
import type { BodyReader, Exchange } from './exchange.js';
import { accept, answer, notFound, refuse } from './replies.js';
import { MAX_RESPONSE_BYTES, type Received, responseReader } from './response-body.js';

export interface RuntimeApiOptions {
  /** What a runtime wants, without HTTP. Returns what to answer; nothing for a `next` that has to wait. */
  readonly onAction: (action: RuntimeAction) => Verdict | undefined;
  /** Others are told that there is no such path as `restore/next`. */
  readonly hasSnapStart: boolean;
}

const PREFIX = '/2018-06-01/runtime/';
const INVOCATION = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/;

/**
 * The Runtime API 2018-06-01 of one execution environment. It turns each request into an action and knows nothing of
 * what state the environment is in.
 */
export class RuntimeApi {
  readonly #options: RuntimeApiOptions;
  #waiting: Exchange | undefined;

  constructor(options: RuntimeApiOptions) {
    this.#options = options;
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
    if (method === 'POST') {
      const [, requestId, verb] = INVOCATION.exec(path) ?? [];
      if (requestId !== undefined) return this.#response(exchange, requestId, verb === 'error' ? 'error' : 'response');
      if (path === `${PREFIX}init/error`) return this.#error(exchange, (error) => ({ kind: 'initError', error }));
    }
    return this.#options.hasSnapStart ? this.#restore(exchange) : notFound(exchange);
  }

  #next(exchange: Exchange): undefined {
    const before = this.#waiting;
    this.#waiting = exchange;
    const refused = this.#options.onAction({ kind: 'next' });
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
    const verdict = this.#options.onAction({ kind: 'response', verb, requestId, ...echoed });
    if (verdict?.kind !== 'accept' || verdict.invocation === undefined) {
      answer(exchange, verdict);
      return undefined;
    }
    const { invocation } = verdict;
    const responded = ({ outcome, producedBytes, ending }: Received): void => {
      this.#options.onAction({ kind: 'responded', invocation, outcome, producedBytes });
      tellEnding(exchange, ending);
    };
    if (verb === 'error') {
      return errorReader(exchange, (outcome) => responded({ outcome, producedBytes: 0, ending: 'complete' }));
    }
    const mode = exchange.header('lambda-runtime-function-response-mode') ?? '';
    if (mode === '' || mode === 'streaming') {
      return responseReader(exchange, invocation, mode === 'streaming', responded);
    }
    const outcome = functionError('Runtime.InvalidResponseModeHeader', 'Invalid function response mode');
    responded({ outcome, producedBytes: 0, ending: 'invalidMode' });
    return undefined;
  }

  #error(exchange: Exchange, actionOf: (error: FunctionError) => RuntimeAction): BodyReader {
    return errorReader(exchange, (error) => answer(exchange, this.#options.onAction(actionOf(error))));
  }

  #restore(exchange: Exchange): BodyReader | undefined {
    const { method, path } = exchange;
    if (method === 'POST' && path === `${PREFIX}restore/error`) {
      return this.#error(exchange, (error) => ({ kind: 'restoreError', error }));
    }
    if (method !== 'GET' || path !== `${PREFIX}restore/next`) return notFound(exchange);
    const verdict = this.#options.onAction({ kind: 'restoreNext' });
    if (verdict?.kind === 'reject') refuse(exchange, verdict);
    else exchange.reply(200, {});
    return undefined;
  }
}

/** What the runtime is told when its response has ended so; words as `rapid` chooses them (rapi/rendering, 2026-01). */
const REFUSED = {
  tooLarge: {
    status: 413,
    errorType: 'RequestEntityTooLarge',
    message: `Exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  },
  truncated: { status: 400, errorType: 'TruncatedHTTPRequest', message: 'HTTP request detected as truncated' },
  invalidMode: { status: 400, errorType: 'InvalidFunctionResponseMode', message: 'Invalid function response mode' },
} as const;

const tellEnding = (exchange: Exchange, ending: Received['ending']): void =>
  ending === 'complete' ? accept(exchange) : refuse(exchange, REFUSED[ending]);

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

import isRewritten = require('./generation.cjs');

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const HIGH_WATER_MARK = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark');
const PRELUDE_TYPE = 'application/vnd.awslambda.http-integration-response';
/** So many NUL bytes end the prelude. */
const DELIMITER_LENGTH = 8;

interface PreludedStream {
  setContentType(contentType: string): void;
  _onBeforeFirstWrite?: (write: (chunk: string | Uint8Array) => void) => void;
}

/** Marks what a handler answers over HTTP: status code, headers and cookies go before the body. */
function from<Stream extends PreludedStream>(stream: Stream, prelude: unknown): Stream {
  stream.setContentType(PRELUDE_TYPE);
  const json = JSON.stringify(prelude);
  stream._onBeforeFirstWrite = (write) => {
    write(json);
    write(new Uint8Array(DELIMITER_LENGTH));
  };
  return stream;
}

const HttpResponseStream = Object.assign(function HttpResponseStream(): void {}, { from });

function streamifyResponse(handler: object, options?: { highWaterMark?: unknown }): object {
  Object.assign(handler, { [STREAMING]: 'response' });
  const mark = options?.highWaterMark;
  if (typeof mark === 'number') Object.assign(handler, { [HIGH_WATER_MARK]: Math.trunc(mark) });
  return handler;
}

const KEYS = {
  REQUEST_ID: Symbol.for('_AWS_LAMBDA_REQUEST_ID'),
  X_RAY_TRACE_ID: Symbol.for('_AWS_LAMBDA_X_RAY_TRACE_ID'),
  TENANT_ID: Symbol.for('_AWS_LAMBDA_TENANT_ID'),
};

type Store = Record<string | symbol, unknown>;

/** Where the AWS SDK and loggers look for the ids of the invocation (npm @aws/lambda-invoke-store 0.2). */
class InvokeStoreSingle {
  static readonly PROTECTED_KEYS = KEYS;
  #current: Store | undefined;

  run(context: Store, action: () => unknown): unknown {
    this.#current = context;
    return action();
  }
  getContext(): Store | undefined {
    return this.#current;
  }
  hasContext(): boolean {
    return this.#current !== undefined;
  }
  get(key: string | symbol): unknown {
    return this.#current?.[key];
  }
  set(key: string | symbol, value: unknown): void {
    if (this.isProtectedKey(key)) throw new Error(`Cannot modify protected Lambda context field: ${String(key)}`);
    this.#current = Object.assign(this.#current ?? {}, { [key]: value });
  }
  isProtectedKey(key: string | symbol): boolean {
    return Object.values<string | symbol>(KEYS).includes(key);
  }
  getRequestId(): unknown {
    return this.get(KEYS.REQUEST_ID) ?? '-';
  }
  getXRayTraceId(): unknown {
    return this.get(KEYS.X_RAY_TRACE_ID);
  }
  getTenantId(): unknown {
    return this.get(KEYS.TENANT_ID);
  }
}

const store = new InvokeStoreSingle();

/** Makes the ids of an invocation known to whoever asks the store. */
function enterInvocation(headers: ReadonlyMap<string, string>): void {
  store.run(
    {
      [KEYS.REQUEST_ID]: headers.get('lambda-runtime-aws-request-id'),
      [KEYS.X_RAY_TRACE_ID]: headers.get('lambda-runtime-trace-id'),
    },
    () => {},
  );
}

/** The global that streaming handlers are written with; a function may ask not to have it. */
function defineGlobal(): void {
  if (['1', 'true'].includes(process.env.AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA ?? '')) return;
  const awslambda = { streamifyResponse, HttpResponseStream, ...(isRewritten ? { InvokeStore: store } : {}) };
  Object.assign(globalThis, { awslambda });
}

export = { defineGlobal, enterInvocation };

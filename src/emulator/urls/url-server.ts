import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '../clock.js';
import type { InvocationResult } from '../environment/host.js';
import { ACCOUNT_ID } from '../functions/function-name.js';
import type { Bodies } from '../http/body.js';
import type { RequestHead } from '../http/signature/canonical-request.js';
import type { OpenSignature, SignatureVerifier } from '../http/signature/verifier.js';
import { StreamedResponse } from '../http/streamed-response.js';
import { newTraceRoot, traceOfInvocation } from '../http/trace-id.js';
import { ServiceError, serviceException } from '../service-error.js';
import { corsHeaders, isPreflight, preflightResponse } from './cors.js';
import type { FunctionUrl } from './function-url.js';
import { forbidden, refusalResponse, requestTooLong } from './refusals.js';
import { requestEvent } from './request-event.js';
import { sendWhole } from './respond.js';
import { sendStreamed } from './streamed.js';
import { readResponse, type UrlResponse } from './url-response.js';

/** One invocation that a function URL wants, before it is known which version it goes to. */
export interface UrlInvocation {
  readonly requestId: string;
  readonly payload: Buffer;
  readonly traceId: string;
  readonly sink?: StreamedResponse;
}

/** What a function URL's server needs of the rest of the emulator. */
export interface UrlHost {
  readonly clock: Clock;
  readonly verifier: SignatureVerifier;
  readonly bodies: Bodies;
  /** Whether the function's policy lets anybody call it by this URL. */
  isPublic(url: FunctionUrl): boolean;
  /** Rejects with AWS's refusal: nobody to invoke, too many at once. */
  invoke(url: FunctionUrl, invocation: UrlInvocation): Promise<InvocationResult>;
}

/** 6 MB (quotas page, read 2026-10); what is in base64 counts as that. */
const MOST_BODY_BYTES = 6_291_456;

/** A client has this long to send its request; how long it waits for an answer is its own affair. */
const REQUEST_TIMEOUT_MS = 60_000;
const KEEP_ALIVE_MS = 120_000;

/** @param current the URL's configuration as it is when a request comes: an update does not change the address. */
export function createUrlServer(host: UrlHost, current: () => FunctionUrl): Server {
  const server = createServer({ noDelay: true, keepAlive: true }, (request, response) => {
    new UrlExchange(host, current(), request, response).serve().catch(() => response.destroy());
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

/** A URL outlives its alias, and whoever calls it then is told no more than somebody whom the policy does not let in. */
function refusalFor(error: unknown): ServiceError {
  if (!(error instanceof ServiceError)) return serviceException(String(error));
  return error.type === 'ResourceNotFoundException' ? forbidden() : error;
}

/** One request to a function URL and its answer. */
class UrlExchange {
  readonly #host: UrlHost;
  readonly #url: FunctionUrl;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #head: RequestHead;
  readonly #requestId = randomUUID();
  readonly #traceHeader: string;

  constructor(host: UrlHost, url: FunctionUrl, request: IncomingMessage, response: ServerResponse) {
    this.#host = host;
    this.#url = url;
    this.#request = request;
    this.#response = response;
    this.#head = { method: request.method ?? '', target: request.url ?? '/', rawHeaders: request.rawHeaders };
    const given = request.headers['x-amzn-trace-id'];
    this.#traceHeader = typeof given === 'string' ? given : newTraceRoot(host.clock.epoch());
  }

  async serve(): Promise<void> {
    const { cors } = this.#url;
    if (cors !== undefined && isPreflight(this.#head)) {
      this.#request.resume();
      sendWhole(this.#response, preflightResponse(this.#head, cors), this.#ownHeaders());
      return;
    }
    try {
      await this.#invoke(await this.#payload());
    } catch (error) {
      this.#request.resume();
      this.#send(refusalResponse(refusalFor(error)));
    }
  }

  /** The event, once it is certain that the request may come in. */
  async #payload(): Promise<Buffer> {
    const signature = this.#authorize();
    const body = await this.#host.bodies.read(this.#request, MOST_BODY_BYTES);
    if (body === undefined) throw requestTooLong(MOST_BODY_BYTES);
    signature?.verify(body);
    const { socket, httpVersion } = this.#request;
    const event = requestEvent({
      head: this.#head,
      body,
      protocol: `HTTP/${httpVersion}`,
      sourceIp: socket.remoteAddress ?? '',
      requestId: this.#requestId,
      traceHeader: this.#traceHeader,
      receivedAt: this.#host.clock.epoch(),
      urlId: this.#url.id,
      ...(signature === undefined ? {} : { caller: { accessKeyId: signature.accessKeyId, accountId: ACCOUNT_ID } }),
    });
    if (event.isBase64Encoded && (event.body?.length ?? 0) > MOST_BODY_BYTES) throw requestTooLong(MOST_BODY_BYTES);
    return Buffer.from(JSON.stringify(event));
  }

  /** The account's own keys may call whatever is in the account: there are no identity policies here to say otherwise. */
  #authorize(): OpenSignature | undefined {
    if (this.#url.authType === 'NONE') {
      if (!this.#host.isPublic(this.#url)) throw forbidden();
      return undefined;
    }
    try {
      return this.#host.verifier.open(this.#head, { service: 'lambda', region: this.#url.target.region });
    } catch (error) {
      const isUnsigned = error instanceof ServiceError && error.type === 'MissingAuthenticationTokenException';
      throw isUnsigned ? forbidden() : error;
    }
  }

  async #invoke(payload: Buffer): Promise<void> {
    const traceId = traceOfInvocation(this.#traceHeader);
    const invocation = { requestId: this.#requestId, payload, traceId };
    if (this.#url.invokeMode === 'BUFFERED') {
      const { outcome } = await this.#host.invoke(this.#url, invocation);
      this.#send(readResponse(outcome));
      return;
    }
    const streamed = new StreamedResponse(this.#host.clock);
    const result = this.#host.invoke(this.#url, { ...invocation, sink: streamed });
    await sendStreamed(this.#response, streamed, result, this.#addedHeaders());
  }

  #send(response: UrlResponse): void {
    sendWhole(this.#response, response, this.#addedHeaders());
  }

  #addedHeaders(): UrlResponse['headers'] {
    return [...this.#ownHeaders(), ...corsHeaders(this.#head, this.#url.cors)];
  }

  #ownHeaders(): UrlResponse['headers'] {
    return [
      ['x-amzn-RequestId', this.#requestId],
      ['X-Amzn-Trace-Id', this.#traceHeader],
    ];
  }
}

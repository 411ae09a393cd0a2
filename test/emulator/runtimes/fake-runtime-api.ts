import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What a runtime has posted. */
export interface Posted {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly trailers: IncomingMessage['trailers'];
}

interface Asked {
  readonly requestId: string;
  readonly event: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** So much of the Runtime API as a test of one runtime needs: it hands out what it is told, and keeps what comes back. */
export class FakeRuntimeApi {
  readonly #server: Server;
  readonly #events: Asked[] = [];
  readonly #waiting: ServerResponse[] = [];
  readonly #posted: Posted[] = [];
  readonly #onPost: ((posted: Posted) => void)[] = [];
  readonly #onNext: (() => void)[] = [];
  /** Calls of `next`, of `restore/next` and posts, in the order in which they came. */
  readonly calls: string[] = [];
  /** What posts are answered with. */
  status = 202;

  private constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response).catch(() => {}));
    this.#server.keepAliveTimeout = 0;
  }

  static async start(): Promise<FakeRuntimeApi> {
    const api = new FakeRuntimeApi();
    await new Promise<void>((resolve) => api.#server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** @returns the request id. */
  send(event: unknown, headers: Readonly<Record<string, string>> = {}): string {
    const requestId = randomUUID();
    this.#events.push({ requestId, event: JSON.stringify(event), headers });
    this.#deliver();
    return requestId;
  }

  /** Sends an event and waits for what the runtime makes of it. */
  async invoke(event: unknown = {}, headers: Readonly<Record<string, string>> = {}): Promise<Posted & { id: string }> {
    const id = this.send(event, headers);
    return { ...(await this.posted()), id };
  }

  /** The next post that no test has seen. */
  posted(): Promise<Posted> {
    const first = this.#posted.shift();
    return first === undefined ? new Promise((resolve) => this.#onPost.push(resolve)) : Promise.resolve(first);
  }

  /** Until the runtime waits for an invocation. */
  ready(): Promise<void> {
    return this.#waiting.length > 0 ? Promise.resolve() : new Promise((resolve) => this.#onNext.push(resolve));
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace('/2018-06-01/runtime/', '');
    this.calls.push(path.replace(/invocation\/[^/]+\//, ''));
    if (path === 'invocation/next') {
      this.#waiting.push(response);
      this.#deliver();
      for (const done of this.#onNext.splice(0)) done();
      return;
    }
    if (path === 'restore/next') {
      response.writeHead(200, { 'Content-Length': 0 }).end();
      return;
    }
    const { headers, trailers } = request;
    const body = (await buffer(request)).toString();
    response.writeHead(this.status, { 'Content-Length': 0 }).end();
    const posted = { path, headers, body, trailers: request.trailers ?? trailers };
    const waiting = this.#onPost.shift();
    if (waiting === undefined) this.#posted.push(posted);
    else waiting(posted);
  }

  #deliver(): void {
    if (this.#waiting.length === 0 || this.#events.length === 0) return;
    const [response, asked] = [this.#waiting.shift(), this.#events.shift()];
    if (response === undefined || asked === undefined) return;
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(asked.event),
      'Lambda-Runtime-Aws-Request-Id': asked.requestId,
      'Lambda-Runtime-Invocation-Id': `invocation-of-${asked.requestId}`,
      'Lambda-Runtime-Deadline-Ms': Date.now() + 3000,
      'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:us-east-1:000000000000:function:f',
      'Lambda-Runtime-Trace-Id': 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0',
      ...asked.headers,
    });
    response.end(asked.event);
  }
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ApiServer, BodyReader, Exchange, OnExchange } from './exchange.js';

/** As `rapid` takes them: AWS's runtimes send the cause of an error for X-Ray in a header of up to 1 MB. */
const MAX_HEADER_BYTES = 1_048_576;

/** The Runtime API's HTTP by Node.js, on a loopback port of its own, as AWS's is on a link-local address. */
export class NodeServer implements ApiServer {
  readonly #server: Server;
  readonly #onExchange: OnExchange;
  readonly #turns = new WeakMap<Socket, Promise<void>>();

  constructor(onExchange: OnExchange) {
    this.#onExchange = onExchange;
    const options = { noDelay: true, keepAlive: true, maxHeaderSize: MAX_HEADER_BYTES };
    this.#server = createServer(options, (request, response) => {
      const turn = this.#turns.get(request.socket);
      const done =
        turn === undefined ? this.#serve(request, response) : turn.then(() => this.#serve(request, response));
      this.#turns.set(request.socket, done);
    });
    // A runtime waits at `next` for as long as nobody invokes the function.
    this.#server.keepAliveTimeout = 0;
    this.#server.requestTimeout = 0;
  }

  listen(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(this.#server.address() as AddressInfo).port}`));
    });
  }

  disconnect(): void {
    this.#server.closeAllConnections();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** @returns when the request has been received and taken, answered or not. */
  #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reader = this.#onExchange(exchangeOf(request, response));
    if (reader === undefined) {
      request.resume();
      return Promise.resolve();
    }
    return read(request, reader);
  }
}

function exchangeOf(request: IncomingMessage, response: ServerResponse): Exchange {
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    header(name) {
      const value = request.headers[name];
      return typeof value === 'string' ? value : undefined;
    },
    reply(status, headers, body) {
      if (response.headersSent || response.destroyed) return;
      const length = typeof body === 'string' ? Buffer.byteLength(body) : (body?.length ?? 0);
      response.writeHead(status, { ...headers, 'Content-Length': length }).end(body);
    },
    drop: () => void response.destroy(),
  };
}

function read(request: IncomingMessage, reader: BodyReader): Promise<void> {
  return new Promise((resolve) => {
    let over = false;
    const finish = (last: () => void): void => {
      if (over) return;
      over = true;
      last();
      resolve();
    };
    request.on('data', (bytes: Buffer) => {
      const room = reader.chunk(bytes);
      if (room === undefined) return;
      request.pause();
      void room.finally(() => request.resume());
    });
    request.once('end', () => finish(() => reader.end((name) => request.trailers[name])));
    request.once('error', () => finish(() => reader.broken()));
    request.once('close', () => finish(() => reader.broken()));
  });
}

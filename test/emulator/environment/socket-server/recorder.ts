import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { BodyReader, Exchange } from '../../../../src/emulator/environment/runtime-api/exchange.js';
import { SocketServer } from '../../../../src/emulator/environment/runtime-api/socket-server.js';

/** A request as the server has handed it over. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  body: string;
  end: 'open' | 'complete' | 'broken';
  trailer?: string;
}

/**
 * A server that answers what it is sent: at once, or for a path of `/wait` when it is told to; `/refuse` without looking at
 * the body. Notes whatever is handed over.
 */
export class Recorder {
  readonly seen: Seen[] = [];
  readonly waiting: Exchange[] = [];
  /** Of each chunk of a body, to hold the sender up. */
  room: () => Promise<void> | undefined = () => undefined;
  readonly #server = new SocketServer((exchange) => this.#serve(exchange));
  readonly #sockets: Socket[] = [];
  #port = 0;

  static async start(): Promise<Recorder> {
    const recorder = new Recorder();
    const [host, port] = (await recorder.#server.listen()).split(':');
    assert.equal(host, '127.0.0.1');
    recorder.#port = Number(port);
    return recorder;
  }

  #serve(exchange: Exchange): BodyReader | undefined {
    const { method, path } = exchange;
    const seen: Seen = { method, path, body: '', end: 'open' };
    this.seen.push(seen);
    if (path === '/refuse') {
      exchange.reply(403, {}, 'no');
      return undefined;
    }
    if (path === '/drop') exchange.drop();
    return {
      chunk: (bytes) => {
        seen.body += Buffer.from(bytes).toString('latin1');
        return this.room();
      },
      end: (trailer) => {
        seen.end = 'complete';
        const value = trailer('x-trailer');
        if (value !== undefined) seen.trailer = value;
        if (path === '/wait') this.waiting.push(exchange);
        else exchange.reply(200, { 'X-Path': path }, `${method} ${seen.body}`);
      },
      broken: () => {
        seen.end = 'broken';
      },
    };
  }

  async connect(): Promise<Client> {
    const socket = connect({ host: '127.0.0.1', port: this.#port, noDelay: true });
    this.#sockets.push(socket);
    await once(socket, 'connect');
    return new Client(socket);
  }

  disconnect(): void {
    this.#server.disconnect();
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

/** A sender of bytes, whatever they are. */
export class Client {
  readonly socket: Socket;
  received = '';
  isClosed = false;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      this.received += text;
    });
    socket.on('error', () => {});
    socket.once('close', () => {
      this.isClosed = true;
    });
  }

  async send(bytes: string | Buffer): Promise<void> {
    await new Promise((resolve) => this.socket.write(bytes, 'latin1', resolve));
  }

  /** The status codes of all answers so far. */
  get statuses(): number[] {
    return [...this.received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
  }
}

/** Waits for a condition, and fails with what is there instead when it does not come. */
export async function until(condition: () => boolean, state: () => unknown): Promise<void> {
  const end = Date.now() + 60_000;
  while (!condition()) {
    assert.ok(Date.now() < end, `it never came to that: ${JSON.stringify(state())}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

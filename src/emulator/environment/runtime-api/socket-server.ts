import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Connection } from './connection.js';
import type { ApiServer, OnExchange } from './exchange.js';

/** A runtime and its extensions have a few each. The rest are refused, as each may hold a head of a megabyte. */
const MAX_CONNECTIONS = 256;

/**
 * The Runtime API's HTTP, on a loopback port of its own or at AWS's link-local address in an environment's network. On bare sockets: Node.js's own
 * server takes three times as long for the two small requests of an invocation (npm run bench:emulator, 2026-11).
 */
export class SocketServer implements ApiServer {
  readonly #onExchange: OnExchange;
  readonly #connections = new Map<Socket, Connection>();

  #server: Server | undefined;

  constructor(onExchange: OnExchange) {
    this.#onExchange = onExchange;
  }

  async listen(given?: Server): Promise<string> {
    if (this.#server === undefined || (given !== undefined && given !== this.#server)) await this.#take(given);
    const { address = '', port = 0 } = (this.#server?.address() ?? {}) as Partial<AddressInfo>;
    return `${address}:${port}`;
  }

  async #take(given: Server | undefined): Promise<void> {
    this.#server?.close();
    const server = given ?? createServer();
    this.#server = server;
    server.maxConnections = MAX_CONNECTIONS;
    server.on('connection', (socket: Socket) => this.#connect(socket));
    // It may run out of file descriptors for connections later, which must not end the process.
    server.on('error', () => {});
    if (given === undefined) await once(server.listen(0, '127.0.0.1'), 'listening');
  }

  #connect(socket: Socket): void {
    socket.setNoDelay(true);
    this.#connections.set(socket, new Connection(socket, this.#onExchange));
    socket.once('close', () => this.#connections.delete(socket));
  }

  disconnect(): void {
    for (const connection of this.#connections.values()) connection.drop();
  }

  close(): void {
    this.#server?.close();
    this.disconnect();
  }
}

import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Connection } from './connection.js';
import type { ApiServer, OnExchange } from './exchange.js';

/** A runtime and its extensions have a few each. The rest are refused, as each may hold a head of a megabyte. */
const MAX_CONNECTIONS = 256;

/**
 * The Runtime API's HTTP on a loopback port of its own, as AWS's is on a link-local address. On bare sockets: Node.js's own
 * server takes three times as long for the two small requests of an invocation (npm run bench:emulator, 2026-11).
 */
export class SocketServer implements ApiServer {
  readonly #server: Server;
  readonly #connections = new Map<Socket, Connection>();

  constructor(onExchange: OnExchange) {
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#connections.set(socket, new Connection(socket, onExchange));
      socket.once('close', () => this.#connections.delete(socket));
    });
    this.#server.maxConnections = MAX_CONNECTIONS;
  }

  listen(): Promise<string> {
    return new Promise((resolve, reject) => {
      // Stays: the process may run out of file descriptors for connections later, which must not end it.
      this.#server.on('error', reject);
      this.#server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(this.#server.address() as AddressInfo).port}`));
    });
  }

  disconnect(): void {
    for (const connection of this.#connections.values()) connection.drop();
  }

  close(): void {
    this.#server.close();
    this.disconnect();
  }
}

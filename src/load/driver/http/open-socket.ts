import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Endpoint } from '../../wire/wire.js';
import type { Addresses } from './addresses.js';
import type { OpeningSocket } from './connection.js';

/** All sockets of a thread are read into the same memory: one read is done with before the next begins. */
const MEMORY = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * A function may run for 15 minutes, and a connection that is silent meanwhile is dropped on the way, without a word: after
 * 350 s by AWS Network Firewall unless it is told otherwise (API reference, FlowTimeouts, read 2026-11), by some routers sooner.
 */
const SILENT_MS = 30_000;

/** Opens connections to one endpoint. */
export class SocketOpener {
  readonly #endpoint: Endpoint;
  readonly #addresses: Addresses;
  /** Of an earlier connection: the next ones need not verify anew what that one has. */
  #session: Buffer | undefined;

  constructor(endpoint: Endpoint, addresses: Addresses) {
    this.#endpoint = endpoint;
    this.#addresses = addresses;
  }

  readonly open = (read: (bytes: Buffer) => void): OpeningSocket => {
    const { hostname: host, port } = this.#endpoint;
    const options = {
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: SILENT_MS,
      lookup: this.#addresses.lookup,
      onread: {
        buffer: MEMORY,
        callback: (length: number): boolean => {
          read(MEMORY.subarray(0, length));
          return true;
        },
      },
    };
    if (!this.#endpoint.isSecure) return { socket: connectPlain(options), opened: 'connect' };
    const socket = connectTls({
      ...options,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(this.#session === undefined ? {} : { session: this.#session }),
      // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
      rejectUnauthorized: true,
      ALPNProtocols: ['http/1.1'],
    });
    socket.on('session', (session) => {
      this.#session = session;
    });
    return { socket, opened: 'secureConnect' };
  };
}

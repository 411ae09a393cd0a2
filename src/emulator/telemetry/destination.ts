import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Address } from './subscription-request.js';

/** Takes batches of JSON texts to an extension. */
export interface Destination {
  /** One batch at a time. @throws when it did not arrive; the same batch may be tried again. */
  deliver(events: readonly string[]): Promise<void>;
  close(): void;
}

/** @throws when nobody listens at a TCP address; who listens for HTTP is found out at the first batch, as on AWS. */
export const openDestination = (address: Address): Promise<Destination> =>
  address.protocol === 'HTTP' ? Promise.resolve(new HttpDestination(address)) : TcpDestination.open(address.port);

const LOOPBACK = '127.0.0.1';

/** A batch is the body of a POST, one JSON array. An extension that does not answer holds up no one but itself. */
class HttpDestination implements Destination {
  readonly #address: Address & { protocol: 'HTTP' };
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(address: Address & { protocol: 'HTTP' }) {
    this.#address = address;
  }

  deliver(events: readonly string[]): Promise<void> {
    const body = Buffer.from(`[${events.join(',')}]`);
    const { port, path } = this.#address;
    return new Promise((resolve, reject) => {
      const post = request(
        {
          host: LOOPBACK,
          port,
          path,
          method: 'POST',
          agent: this.#agent,
          headers: { 'Content-Type': 'application/json', 'Content-Length': body.length },
        },
        (response) => {
          const status = response.statusCode ?? 0;
          response.on('error', reject);
          response.on('end', () => {
            if (status < 400) resolve();
            else reject(new Error(`http request failed with status ${status}`));
          });
          response.resume();
        },
      );
      post.on('error', reject);
      post.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** A batch is a line of JSON for each event. That it was written is all that is known of its arrival. */
class TcpDestination implements Destination {
  readonly #port: number;
  #socket: Socket;

  private constructor(port: number, socket: Socket) {
    this.#port = port;
    this.#socket = socket;
  }

  static async open(port: number): Promise<TcpDestination> {
    return new TcpDestination(port, await connected(port));
  }

  async deliver(events: readonly string[]): Promise<void> {
    if (this.#socket.destroyed || !this.#socket.writable) this.#socket = await connected(this.#port);
    const socket = this.#socket;
    await new Promise<void>((resolve, reject) => {
      const closed = (): void => reject(new Error('the connection was closed'));
      socket.once('close', closed);
      socket.write(`${events.join('\n')}\n`, (error) => {
        socket.off('close', closed);
        if (error === undefined || error === null) resolve();
        else reject(error);
      });
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: LOOPBACK, port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      // The next delivery finds a broken connection out.
      socket.on('error', () => {});
      socket.resume();
      resolve(socket);
    });
  });
}

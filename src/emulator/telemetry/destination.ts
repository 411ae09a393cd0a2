import { Agent, type ClientRequestArgs, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Address } from './subscription-request.js';

/** Takes batches of JSON texts to an extension. */
export interface Destination {
  /** One batch at a time. @throws when it did not arrive; the same batch may be tried again. */
  deliver(events: readonly string[]): Promise<void>;
  close(): void;
}

/** How to get to who listens in an execution environment. */
export interface Inside {
  /** The address of the environment's own name; who listens at 127.0.0.1 instead is found there. */
  readonly loopback: string;
  /** Where its network is not the host's. */
  readonly connect?: Connect;
}

type Connect = (host: string, port: number) => Promise<Socket>;

const LOOPBACK = '127.0.0.1';

/** @throws when nobody listens at a TCP address; who listens for HTTP is found out at the first batch, as on AWS */
export const openDestination = (address: Address, inside: Inside = { loopback: LOOPBACK }): Promise<Destination> =>
  address.protocol === 'HTTP'
    ? Promise.resolve(new HttpDestination(address, inside))
    : TcpDestination.open(address.port, inside);

/** Where nobody listens at the environment's own address, someone may at everybody's. */
async function atEither<T>(loopback: string, attempt: (host: string) => Promise<T>): Promise<T> {
  try {
    return await attempt(loopback);
  } catch (error) {
    if (loopback === LOOPBACK || (error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
    return attempt(LOOPBACK);
  }
}

/** Connects as it is told. */
class InsideAgent extends Agent {
  readonly #connect: Connect;

  constructor(connect: Connect) {
    super({ keepAlive: true, maxSockets: 1 });
    this.#connect = connect;
  }

  override createConnection(
    { host, port }: ClientRequestArgs,
    done?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    this.#connect(host ?? LOOPBACK, Number(port)).then(
      (socket) => done?.(null, socket),
      // Nobody looks at the stream of who has none.
      (error: Error) => done?.(error, undefined as never),
    );
  }
}

/** A batch is the body of a POST, one JSON array. An extension that does not answer holds up no one but itself. */
class HttpDestination implements Destination {
  readonly #address: Address & { protocol: 'HTTP' };
  readonly #loopback: string;
  readonly #agent: Agent;

  constructor(address: Address & { protocol: 'HTTP' }, { loopback, connect }: Inside) {
    this.#address = address;
    this.#loopback = loopback;
    this.#agent = new InsideAgent(connect ?? connectHere);
  }

  deliver(events: readonly string[]): Promise<void> {
    const body = Buffer.from(`[${events.join(',')}]`);
    return atEither(this.#loopback, (host) => this.#post(host, body));
  }

  #post(host: string, body: Buffer): Promise<void> {
    const { port, path } = this.#address;
    return new Promise((resolve, reject) => {
      const post = request(
        {
          host,
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
  readonly #connect: () => Promise<Socket>;
  #socket: Socket;

  private constructor(connect: () => Promise<Socket>, socket: Socket) {
    this.#connect = connect;
    this.#socket = socket;
  }

  static async open(port: number, { loopback, connect: by = connectHere }: Inside): Promise<TcpDestination> {
    const connect = (): Promise<Socket> => atEither(loopback, async (host) => opened(await by(host, port)));
    return new TcpDestination(connect, await connect());
  }

  async deliver(events: readonly string[]): Promise<void> {
    if (this.#socket.destroyed || !this.#socket.writable) this.#socket = await this.#connect();
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

function opened(socket: Socket): Socket {
  // The next delivery finds a broken connection out.
  socket.on('error', () => {});
  socket.resume();
  return socket;
}

function connectHere(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

import { Connection, type ConnectionOwner, type Exchange, type OpeningSocket } from './connection.js';

/** A server that says nothing of it mostly keeps idle connections for a minute. */
const KEPT_MS = 50_000;
/** Of those that have been idle for too long, as many are closed at once: no burst of closing disturbs the pace. */
const CLOSED_AT_ONCE = 50;

/** The connections to one endpoint. As many as requests are under way at once, for none waits for another. */
export class ConnectionPool implements ConnectionOwner {
  readonly #open: (read: (bytes: Buffer) => void) => OpeningSocket;
  readonly #now: () => number;
  readonly #all = new Set<Connection>();
  /** The one given back last is taken first: what a smaller load does not need grows old, and is closed. */
  #idle: Connection[] = [];

  constructor(open: (read: (bytes: Buffer) => void) => OpeningSocket, now: () => number) {
    this.#open = open;
    this.#now = now;
  }

  get size(): number {
    return this.#all.size;
  }

  /** @returns the connection, to be closed if the answer is given up. */
  begin(exchange: Exchange): Connection {
    const connection = this.#take() ?? this.#connect();
    connection.begin(exchange);
    return connection;
  }

  /** Closes what has been idle for long. To be called about once a second. */
  sweep(): void {
    const now = this.#now();
    let closed = 0;
    this.#idle = this.#idle.filter((connection) => {
      if (!connection.isUsable) return false;
      const isOld = now - connection.idleSinceMs > (connection.keptMs ?? KEPT_MS);
      if (!isOld || closed === CLOSED_AT_ONCE) return true;
      closed++;
      connection.close();
      return false;
    });
  }

  closeAll(): void {
    for (const connection of this.#all) connection.close();
  }

  idle(connection: Connection): void {
    connection.idleSinceMs = this.#now();
    this.#idle.push(connection);
  }

  closed(connection: Connection): void {
    this.#all.delete(connection);
  }

  #take(): Connection | undefined {
    for (let connection = this.#idle.pop(); connection !== undefined; connection = this.#idle.pop()) {
      const { keptMs } = connection;
      if (keptMs !== undefined && this.#now() - connection.idleSinceMs > keptMs) connection.close();
      else if (connection.isUsable) return connection;
    }
    return undefined;
  }

  #connect(): Connection {
    const connection = new Connection(this.#open, this);
    this.#all.add(connection);
    return connection;
  }
}

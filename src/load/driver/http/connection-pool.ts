import { Connection, type ConnectionOwner, type Exchange, type OpeningSocket } from './connection.js';

/** A server that says nothing of it mostly keeps idle connections for a minute. */
const KEPT_MS = 50_000;
/** Of those that have been idle for too long, as many are closed at once: no burst of closing disturbs the pace. */
const CLOSED_AT_ONCE = 50;
/** Opening one takes some 0.1 ms; between so many, other requests are sent, and connections that have come free are used. */
const OPENED_AT_ONCE = 4;

/**
 * The connections to one endpoint. For each request that finds none idle one is opened, and it takes the first that comes:
 * that one, or one that another request is done with. Were it to wait for its own, a short delay at a high rate would have
 * it open hundreds, which takes longer than the delay did, and so on.
 */
export class ConnectionPool implements ConnectionOwner {
  readonly #open: (read: (bytes: Buffer) => void) => OpeningSocket;
  readonly #now: () => number;
  readonly #all = new Set<Connection>();
  /** As many as requests wait, or more. The oldest comes first, as in all sets. */
  readonly #opening = new Set<Connection>();
  readonly #waiting = new Set<Exchange>();
  /** Those of them for which none is being opened yet, among others that wait no longer. */
  #unopened: Exchange[] = [];
  #isOpeningLater = false;
  /** The one given back last is taken first: what a smaller load does not need grows old, and is closed. */
  #idle: Connection[] = [];

  constructor(open: (read: (bytes: Buffer) => void) => OpeningSocket, now: () => number) {
    this.#open = open;
    this.#now = now;
  }

  get size(): number {
    return this.#all.size;
  }

  begin(exchange: Exchange): void {
    const connection = this.#takeIdle();
    if (connection !== undefined) {
      connection.begin(exchange);
      return;
    }
    this.#waiting.add(exchange);
    this.#unopened.push(exchange);
    if (!this.#isOpeningLater) this.#openSome();
  }

  /** Its answer is not waited for any longer. */
  giveUp(exchange: Exchange): void {
    if (exchange.connection !== undefined) {
      exchange.connection.close();
      return;
    }
    this.#waiting.delete(exchange);
    // What has not opened for as long may never: the next request tries anew.
    const [oldest] = this.#opening;
    if (oldest !== undefined) this.#opening.delete(oldest);
    oldest?.close();
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
    this.#opening.delete(connection);
    const exchange = this.#takeWaiting();
    if (exchange !== undefined) {
      connection.begin(exchange);
      return;
    }
    connection.idleSinceMs = this.#now();
    this.#idle.push(connection);
  }

  closed(connection: Connection, error: string): void {
    this.#all.delete(connection);
    if (this.#opening.delete(connection)) this.#takeWaiting()?.failed(error);
  }

  #takeIdle(): Connection | undefined {
    for (let connection = this.#idle.pop(); connection !== undefined; connection = this.#idle.pop()) {
      const { keptMs } = connection;
      if (keptMs !== undefined && this.#now() - connection.idleSinceMs > keptMs) connection.close();
      else if (connection.isUsable) return connection;
    }
    return undefined;
  }

  #takeWaiting(): Exchange | undefined {
    const [exchange] = this.#waiting;
    if (exchange !== undefined) this.#waiting.delete(exchange);
    return exchange;
  }

  #openSome(): void {
    let opened = 0;
    let at = 0;
    for (; at < this.#unopened.length && opened < OPENED_AT_ONCE; at++) {
      const exchange = this.#unopened[at] as Exchange;
      if (!this.#waiting.has(exchange)) continue;
      exchange.sent();
      this.#connect();
      opened++;
    }
    this.#unopened = this.#unopened.slice(at);
    this.#isOpeningLater = true;
    setImmediate(() => {
      this.#isOpeningLater = false;
      if (this.#unopened.length > 0) this.#openSome();
    });
  }

  #connect(): void {
    const connection = new Connection(this.#open, this);
    this.#all.add(connection);
    this.#opening.add(connection);
  }
}

import { type EpochMilliseconds, epochMilliseconds } from '../../units/index.js';
import type { AnswerFacts, RequestWriter } from '../wire/wire.js';
import { requestWriter } from '../wire/write-request.js';
import type { Credentials, WireTarget } from './drive.js';
import { Addresses } from './http/addresses.js';
import { ConnectionPool } from './http/connection-pool.js';
import { SocketOpener } from './http/open-socket.js';

/** A target with what writes its requests and carries them. */
export class DrivenTarget {
  readonly protocol: WireTarget['protocol'];
  readonly isHead: boolean;
  readonly payloadNames: readonly string[];
  #clockLearntMs = Number.NEGATIVE_INFINITY;

  constructor(
    target: WireTarget,
    readonly writer: RequestWriter,
    readonly pool: Pick<ConnectionPool, 'begin' | 'giveUp'>,
  ) {
    this.protocol = target.protocol;
    this.isHead = target.method === 'HEAD';
    this.payloadNames = target.payloads.map(({ name }) => name);
  }

  /**
   * Learns the server's clock from a request that was refused because ours is wrong.
   *
   * @param sentMs when it was sent, and `nowMs`: of any one clock
   * @returns whether it was signed before the server's clock was known, and is worth being sent again
   */
  learnClock(facts: AnswerFacts, sentMs: number, nowMs: number): boolean {
    if (facts.serverClock === undefined) return false;
    if (this.writer.learnClock(facts, epochMilliseconds(Date.now()))) this.#clockLearntMs = nowMs;
    return sentMs <= this.#clockLearntMs;
  }
}

/** All targets of a load. Those at one endpoint share its connections. */
export class Targets {
  readonly all: readonly DrivenTarget[];
  readonly #pools = new Map<string, ConnectionPool>();
  readonly #writers: readonly RequestWriter[];

  /** @param now the clock that idle connections grow old by */
  constructor(targets: readonly WireTarget[], now: () => number) {
    const addresses = new Addresses();
    this.#writers = targets.map(requestWriter);
    this.all = targets.map((target, index) => {
      const writer = this.#writers[index] as RequestWriter;
      return new DrivenTarget(target, writer, this.#poolOf(writer, addresses, now));
    });
  }

  get connections(): number {
    let count = 0;
    for (const pool of this.#pools.values()) count += pool.size;
    return count;
  }

  renew(credentials: Credentials): void {
    for (const writer of this.#writers) writer.renew(credentials);
  }

  /** Writes each request once, unsent: what is made once for all requests is then made, such as keys derived. */
  prepare(now: EpochMilliseconds): void {
    for (const { writer, payloadNames } of this.all) payloadNames.forEach((_, index) => void writer.write(index, now));
  }

  sweep(): void {
    for (const pool of this.#pools.values()) pool.sweep();
  }

  closeAll(): void {
    for (const pool of this.#pools.values()) pool.closeAll();
  }

  #poolOf({ endpoint }: RequestWriter, addresses: Addresses, now: () => number): ConnectionPool {
    const key = `${endpoint.isSecure} ${endpoint.hostname} ${endpoint.port}`;
    const known = this.#pools.get(key);
    if (known !== undefined) return known;
    const pool = new ConnectionPool(new SocketOpener(endpoint, addresses).open, now);
    this.#pools.set(key, pool);
    return pool;
  }
}

import { epochMilliseconds } from '../../units/index.js';
import type { Head } from '../driver/http/answer-head.js';
import type { Connection, Exchange } from '../driver/http/connection.js';
import type { Sending } from '../driver/records.js';
import type { DrivenTarget } from '../driver/targets.js';
import { answerReader } from '../wire/read-answer.js';
import type { AnswerFacts, AnswerReader } from '../wire/wire.js';
import type { Client } from './autocannon.js';

/** A request of a lane: it has one at a time. */
export interface LaneRequest extends Sending {
  readonly sentMs: number;
  readonly target: DrivenTarget;
}

export interface LaneOwner {
  readonly timeoutMs: number;
  /** The load's clock, in milliseconds. */
  now(): number;
  /** The next request; `later`: not now, ask again; nothing: there are no more. */
  next(): LaneRequest | 'later' | undefined;
  /** Whether a request may be sent again that was refused for our clock, which has been corrected. */
  sendsAgain(): boolean;
  /** Exactly once for each request. */
  settled(request: LaneRequest, facts: AnswerFacts): void;
}

/** How long nothing is sent while the main thread is too far behind. */
const BEHIND_MS = 10;
/** Nothing was answered so often in a row before a lane slows down: one lost connection costs no time. */
const FAILURES_AT_ONCE = 2;
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 1000;
/** A timer may fire so much early, and what was given up must have been waited for as long as it says. */
const EARLY_MS = 1;
const NOTHING = new Uint8Array(0);

/**
 * One client of autocannon's, which says when the next request is sent, with the engine's connections in the place of its
 * own: those verify no certificate, forget a request whose connection ends, read on in the middle of an answer that was
 * cut off, and connect to a server that refuses as often as they can (its lib/httpClient.js, version 9.0.0, read 2026-11).
 */
export class Lane implements Exchange {
  readonly #client: Client;
  readonly #owner: LaneOwner;
  #request: LaneRequest | undefined;
  /** To be sent again, before any other. */
  #again: LaneRequest | undefined;
  connection: Connection | undefined;
  #reader: AnswerReader | undefined;
  /** Of the answer that is whole, until autocannon has it as well. */
  #facts: AnswerFacts | undefined;
  #failures = 0;
  #isEnded = false;
  /** Gives the request up. */
  #timeout: NodeJS.Timeout | undefined;
  /** Begins the next one, after a pause. */
  #pause: NodeJS.Timeout | undefined;

  constructor(client: Client, owner: LaneOwner) {
    this.#client = client;
    this.#owner = owner;
    client._connect = () => client._doRequest();
    client.conn = { write: () => this.#begin(), destroy: () => {}, on: () => {}, removeAllListeners: () => {} };
    client.getRequestBuffer = () => NOTHING;
    // It would hold all of an answer, of a stream of any length.
    client.pipelinedRequests.addBody = () => {};
  }

  get isOpen(): boolean {
    return this.#request !== undefined;
  }

  get isHead(): boolean {
    return this.#request?.target.isHead ?? false;
  }

  /** autocannon has had an answer from its client. */
  responded(): void {
    const facts = this.#facts;
    if (facts === undefined) return;
    this.#failures = 0;
    this.#settle(facts);
  }

  /** Sends nothing more. What is open is recorded as that. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    clearTimeout(this.#pause);
    const request = this.#request;
    this.#settle({ outcome: { kind: 'open' } });
    request?.target.pool.giveUp(this);
    this.#client.destroy();
  }

  /** A lane sends when its request begins: that is when it is due. */
  sent(): void {}

  write(): readonly Uint8Array[] {
    const { target, choice } = this.#request as LaneRequest;
    return target.writer.write(choice.payload, epochMilliseconds(Date.now()));
  }

  head(head: Head): void {
    if (this.#request !== undefined) this.#reader = answerReader(this.#request.target.protocol, head);
  }

  body(bytes: Buffer): void {
    this.#reader?.push(bytes);
  }

  whole(): void {
    this.#facts = this.#reader?.end();
  }

  /** What autocannon does not take for an answer is one all the same: it waits for the body of an answer to HEAD. */
  read(bytes: Uint8Array): void {
    this.#client.parser.execute(bytes);
    if (this.#facts === undefined) return;
    this.responded();
    this.#restart(0);
  }

  failed(error: string): void {
    this.#settle({ outcome: { kind: 'connection-failed', error } });
    const doublings = this.#failures++ - FAILURES_AT_ONCE;
    this.#restart(doublings < 0 ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** doublings, LONGEST_PAUSE_MS));
  }

  broken(problem: string): void {
    this.#settle({ outcome: { kind: 'bad-answer', problem } });
    this.#restart(0);
  }

  #begin(): void {
    if (this.#isEnded || this.#request !== undefined) return;
    const next = this.#again ?? this.#owner.next();
    if (next === 'later') this.#pause = setTimeout(() => this.#begin(), BEHIND_MS);
    if (next === 'later' || next === undefined) return;
    this.#again = undefined;
    this.#request = next;
    this.#timeout = setTimeout(() => this.#giveUp(), this.#owner.timeoutMs + EARLY_MS);
    next.target.pool.begin(this);
  }

  #giveUp(): void {
    this.#request?.target.pool.giveUp(this);
    this.#settle({ outcome: { kind: 'client-timeout' } });
    this.#restart(0);
  }

  #settle(facts: AnswerFacts): void {
    const request = this.#request;
    if (request === undefined) return;
    clearTimeout(this.#timeout);
    this.#request = undefined;
    this.#reader = undefined;
    this.#facts = undefined;
    const isOutdated = request.target.learnClock(facts, request.sentMs, this.#owner.now());
    if (isOutdated && this.#owner.sendsAgain()) this.#again = { ...request, attempts: request.attempts + 1 };
    else this.#owner.settled(request, facts);
  }

  /** Has autocannon forget the answer that it was waiting for, and send the next request. */
  #restart(pauseMs: number): void {
    if (this.#isEnded) return;
    this.#client.parser.reinitialize('RESPONSE');
    this.#client.pipelinedRequests.clear();
    if (pauseMs === 0) this.#client._doRequest();
    else this.#pause = setTimeout(() => this.#client._doRequest(), pauseMs);
  }
}

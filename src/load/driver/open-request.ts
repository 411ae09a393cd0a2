import { epochMilliseconds } from '../../units/index.js';
import type { Arrival } from '../arrivals/arrivals.js';
import type { Choice } from '../arrivals/choices.js';
import { answerReader } from '../wire/read-answer.js';
import type { AnswerFacts, AnswerReader } from '../wire/wire.js';
import type { Head } from './http/answer-head.js';
import type { Connection, Exchange } from './http/connection.js';
import type { DrivenTarget } from './targets.js';

export interface RequestOwner {
  /** The load's clock. */
  now(): number;
  /** What has become of it this time; the first of what follows an attempt. */
  settled(request: OpenRequest, facts: AnswerFacts): void;
}

/** An arrival that was sent and has no outcome yet: under way, or waiting to be sent again. */
export class OpenRequest implements Exchange {
  /** Its neighbours among those under way, by when they were sent. */
  older: OpenRequest | undefined;
  newer: OpenRequest | undefined;
  /** When it was first sent: written, or a connection begun to be opened for it. `undefined`: not yet. */
  sentMs: number | undefined;
  /** When it was last handed on to be sent. */
  attemptMs = 0;
  attempts = 0;
  /** While it waits: when to send it again, and what became of it the last time. */
  atMs = 0;
  lastFacts: AnswerFacts = { outcome: { kind: 'open' } };
  /** While it is under way. */
  connection: Connection | undefined;
  #reader: AnswerReader | undefined;

  constructor(
    readonly arrival: Arrival,
    readonly choice: Choice,
    readonly target: DrivenTarget,
    private readonly owner: RequestOwner,
  ) {}

  get isHead(): boolean {
    return this.target.isHead;
  }

  sent(): void {
    this.sentMs ??= this.owner.now();
  }

  write(): readonly Uint8Array[] {
    return this.target.writer.write(this.choice.payload, epochMilliseconds(Date.now()));
  }

  head(head: Head): void {
    this.#reader = answerReader(this.target.protocol, head);
  }

  body(bytes: Buffer): void {
    this.#reader?.push(bytes);
  }

  whole(): void {
    const reader = this.#reader;
    this.#reader = undefined;
    if (reader !== undefined) this.owner.settled(this, reader.end());
  }

  failed(error: string): void {
    this.owner.settled(this, { outcome: { kind: 'connection-failed', error } });
  }

  broken(problem: string): void {
    this.#reader = undefined;
    this.owner.settled(this, { outcome: { kind: 'bad-answer', problem } });
  }
}

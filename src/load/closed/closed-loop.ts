import { milliseconds } from '../../units/index.js';
import { type Choice, choicesOf } from '../arrivals/choices.js';
import type { DriveEnd, DriveOptions } from '../driver/drive.js';
import type { Ledger } from '../driver/ledger.js';
import { settledRecord } from '../driver/records.js';
import type { DrivenTarget } from '../driver/targets.js';
import type { AnswerFacts } from '../wire/wire.js';
import { autocannon, type Client, type Tracker } from './autocannon.js';
import { Lane, type LaneOwner, type LaneRequest } from './lane.js';

export interface ClosedLoopParts {
  readonly options: DriveOptions;
  /** Number of the closed phase. */
  readonly phase: number;
  /** Number of its first request in the load: it decides which function and payload that gets. */
  readonly firstArrival: number;
  readonly targets: readonly DrivenTarget[];
  readonly ledger: Pick<Ledger, 'isFull' | 'record'>;
  /** The load's clock, in milliseconds. */
  readonly now: () => number;
  readonly onEnd: (end: DriveEnd) => void;
}

/** In seconds, and longer than any load: this loop ends by its own time, and gives up requests by its own. */
const NEVER_SECONDS = 2_000_000;
/** autocannon looks this often whether it is to end, and then lets go of its timers. */
const LOOK_MS = 50;

/**
 * Keeps as many requests under way as the phase says, each followed by the next, until its time is over. autocannon turns
 * the loop: a sample is taken at its `response` event, by the load's clock; its histogram, which is not told of requests
 * that fail or are open at the end, is let go. Nothing is sent again in the place of an answer: the loop goes on anyhow.
 */
export class ClosedLoop implements LaneOwner {
  readonly #parts: ClosedLoopParts;
  readonly #choiceOf: (index: number) => Choice;
  readonly #lanes = new Map<Client, Lane>();
  #tracker: Tracker | undefined;
  #timer: NodeJS.Timeout | undefined;
  #begun = 0;
  #sent = 0;
  #isEnded = false;

  constructor(parts: ClosedLoopParts) {
    this.#parts = parts;
    this.#choiceOf = choicesOf(parts.options.targets, parts.options.seed);
  }

  get open(): number {
    let open = 0;
    for (const lane of this.#lanes.values()) if (lane.isOpen) open++;
    return open;
  }

  /** How many requests were begun, and how often one was sent. */
  get begun(): number {
    return this.#begun;
  }
  get sent(): number {
    return this.#sent;
  }

  /** @throws RangeError when the phase is no closed one. */
  start(): void {
    const { options, phase } = this.#parts;
    const closed = options.phases[phase];
    if (closed?.kind !== 'closed') throw new RangeError(`phase ${phase} is no closed loop`);
    const setupClient = (client: Client): void => {
      this.#lanes.set(client, new Lane(client, this));
    };
    const url = new URL(options.targets[0]?.url ?? 'http://localhost').origin;
    const settings = { url, connections: closed.concurrency, setupClient, sampleInt: LOOK_MS };
    this.#tracker = autocannon({ ...settings, duration: NEVER_SECONDS, timeout: NEVER_SECONDS }, (error) => {
      if (error !== null) throw error;
    });
    this.#tracker.on('response', (client) => this.#lanes.get(client)?.responded());
    // All clients have begun.
    this.#timer = setTimeout(() => this.#finish('complete'), closed.forMs);
  }

  stop(): void {
    this.#finish('ended');
  }

  get timeoutMs(): number {
    return this.#parts.options.timeoutMs;
  }

  now(): number {
    return this.#parts.now();
  }

  next(): LaneRequest | 'later' | undefined {
    if (this.#isEnded || this.#isSpent) return undefined;
    if (this.#parts.ledger.isFull) return 'later';
    const choice = this.#choiceOf(this.#parts.firstArrival + this.#begun);
    const target = this.#parts.targets[choice.target];
    if (target === undefined) throw new RangeError(`there is no target ${choice.target}`);
    this.#begun++;
    this.#sent++;
    const sentMs = this.now();
    const arrival = { dueMs: milliseconds(sentMs), phase: this.#parts.phase };
    return { arrival, choice, target, sentMs, attempts: 1 };
  }

  sendsAgain(): boolean {
    if (this.#isEnded || this.#isSpent) return false;
    this.#sent++;
    return true;
  }

  settled(request: LaneRequest, facts: AnswerFacts): void {
    this.#parts.ledger.record(settledRecord(this.#parts.options, request, facts, this.now()));
    // Later, as autocannon is in the midst of going on after this answer.
    if (this.#isSpent && this.open === 0) setImmediate(() => this.#finish('max-requests'));
  }

  get #isSpent(): boolean {
    return this.#sent >= (this.#parts.options.maxRequests ?? Number.POSITIVE_INFINITY);
  }

  #finish(end: DriveEnd): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    clearTimeout(this.#timer);
    for (const lane of this.#lanes.values()) lane.end();
    this.#tracker?.stop();
    this.#parts.onEnd(end);
  }
}

import type { RequestOutcome } from '../../recording/index.js';
import { type Random, seededRandom } from '../../statistics/index.js';
import type { AnswerFacts } from '../wire/wire.js';
import type { ArrivalQueue } from './arrival-queue.js';
import { backoffMs, isRetried } from './backoff.js';
import type { DriveEnd, DriveOptions } from './drive.js';
import type { Ledger } from './ledger.js';
import { OpenRequest, type RequestOwner } from './open-request.js';
import type { Pacer } from './pace/pacer.js';
import { QueueByTime } from './queue-by-time.js';
import { droppedRecord, settledRecord } from './records.js';
import type { DrivenTarget } from './targets.js';
import { UnderWay } from './under-way.js';

/** So many are sent in one go; then what has been answered is read, that its latency does not wait for a burst. */
const SENT_AT_ONCE = 32;
/** How long nothing is sent while the main thread is too far behind. */
const BEHIND_MS = 10;
const NEVER = Number.POSITIVE_INFINITY;

export interface EngineParts {
  readonly options: DriveOptions;
  readonly arrivals: ArrivalQueue;
  readonly targets: readonly DrivenTarget[];
  readonly ledger: Ledger;
  readonly pacer: Pick<Pacer, 'wakeAt'>;
  /** The load's clock, in milliseconds, and where its zero is on the pacer's. */
  readonly now: () => number;
  readonly zeroMs: number;
  readonly onEnd: (end: DriveEnd) => void;
}

/**
 * Sends each request when it is due, whatever became of those before it, and records what became of it: exactly one
 * record an arrival. A request is open from when it is first sent until then.
 */
export class Engine implements RequestOwner {
  readonly #parts: EngineParts;
  readonly #underWay = new UnderWay();
  /** Waiting to be sent again. */
  readonly #waiting = new QueueByTime<OpenRequest>();
  readonly #random: Random;
  #sent = 0;
  #isTicking = false;
  #end: DriveEnd | undefined;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#random = seededRandom(parts.options.seed);
  }

  get open(): number {
    return this.#underWay.size + this.#waiting.size;
  }

  /** How many were sent, each as often as it was. */
  get sent(): number {
    return this.#sent;
  }

  now(): number {
    return this.#parts.now();
  }

  /** Does what is due by now, and asks to be called when something next is. */
  readonly tick = (): void => {
    if (this.#end !== undefined) return;
    this.#isTicking = true;
    const now = this.#parts.now();
    this.#giveUp(now);
    this.#sendAgain(now);
    this.#sendDue();
    this.#isTicking = false;
    this.#rest();
  };

  /** Sends nothing more. What is open is recorded as that, and what was due and not yet sent as dropped. */
  stop(): void {
    if (this.#end !== undefined) return;
    const { arrivals, ledger, now } = this.#parts;
    const nowMs = now();
    for (let next = arrivals.next; next !== undefined && next.dueMs <= nowMs; next = arrivals.next) {
      ledger.record(droppedRecord(this.#parts.options, next, arrivals.take(), 'ended'));
    }
    for (let request = this.#underWay.oldest; request !== undefined; request = this.#underWay.oldest) {
      this.#record(this.#abandon(request), { outcome: { kind: 'open' } }, nowMs);
    }
    for (let request = this.#waiting.shift(); request !== undefined; request = this.#waiting.shift()) {
      this.#record(request, { outcome: { kind: 'open' } }, nowMs);
    }
    this.#finish('ended');
  }

  settled(request: OpenRequest, facts: AnswerFacts): void {
    const now = this.#parts.now();
    this.#underWay.remove(request);
    if (this.#isOutdated(request, facts, now)) this.#send(request, now);
    else if (this.#mayRetry(request, facts.outcome)) this.#wait(request, facts.outcome, now);
    else this.#record(request, facts, now);
    if (this.#isTicking) return;
    const next = this.#parts.arrivals.next;
    if (next !== undefined && next.dueMs <= now) this.tick();
    else if (this.open === 0 || this.#waiting.size > 0) this.#rest();
  }

  /** Whether it was refused for a wrong clock, which is known by now: that says nothing of the function. */
  #isOutdated(request: OpenRequest, facts: AnswerFacts, now: number): boolean {
    return request.target.learnClock(facts, request.attemptMs, now) && !this.#isSpent;
  }

  get #isSpent(): boolean {
    return this.#sent >= (this.#parts.options.maxRequests ?? NEVER);
  }

  #mayRetry(request: OpenRequest, outcome: RequestOutcome): boolean {
    return isRetried(outcome) && request.attempts <= this.#parts.options.retries && !this.#isSpent;
  }

  #wait(request: OpenRequest, outcome: RequestOutcome, now: number): void {
    request.atMs = now + backoffMs(outcome, request.attempts, this.#random);
    request.lastFacts = { outcome };
    this.#waiting.push(request);
  }

  #giveUp(now: number): void {
    const { timeoutMs } = this.#parts.options;
    for (let request = this.#underWay.oldest; request !== undefined; request = this.#underWay.oldest) {
      if (request.attemptMs + timeoutMs > now) return;
      this.#record(this.#abandon(request), { outcome: { kind: 'client-timeout' } }, now);
    }
  }

  #abandon(request: OpenRequest): OpenRequest {
    this.#underWay.remove(request);
    request.target.pool.giveUp(request);
    return request;
  }

  #sendAgain(now: number): void {
    for (let first = this.#waiting.first; first !== undefined && first.atMs <= now; first = this.#waiting.first) {
      this.#waiting.shift();
      if (this.#isSpent) this.#record(first, first.lastFacts, now);
      else this.#send(first, now);
    }
  }

  #sendDue(): void {
    const { arrivals, ledger, options, now } = this.#parts;
    if (ledger.isFull) return;
    let nowMs = now();
    for (let sent = 0; sent < SENT_AT_ONCE; sent++) {
      const next = arrivals.next;
      if (next === undefined || next.dueMs > nowMs || this.#isSpent) return;
      const choice = arrivals.take();
      const target = this.#parts.targets[choice.target];
      if (target === undefined) throw new RangeError(`there is no target ${choice.target}`);
      if (this.open >= options.maxOpen) {
        ledger.record(droppedRecord(this.#parts.options, next, choice, 'too-many-open'));
      } else {
        const request = new OpenRequest(next, choice, target, this);
        this.#send(request, nowMs);
        nowMs = now();
      }
    }
  }

  #send(request: OpenRequest, now: number): void {
    this.#sent++;
    request.attempts++;
    request.attemptMs = now;
    this.#underWay.add(request);
    request.target.pool.begin(request);
  }

  #record(request: OpenRequest, facts: AnswerFacts, now: number): void {
    this.#parts.ledger.record(settledRecord(this.#parts.options, request, facts, now));
  }

  #finish(end: DriveEnd): void {
    this.#end = end;
    this.#parts.onEnd(end);
  }

  /** Asks to be woken for what is due next; ends when nothing more can be. */
  #rest(): void {
    if (this.#end !== undefined) return;
    const { arrivals, ledger, pacer, now, zeroMs } = this.#parts;
    const nowMs = now();
    const end = this.open === 0 ? this.#endBy(nowMs) : undefined;
    if (end !== undefined) {
      this.#finish(end);
      return;
    }
    const dueMs = arrivals.next?.dueMs ?? (nowMs < arrivals.endMs ? arrivals.endMs : NEVER);
    const nextMs = Math.min(arrivals.next !== undefined && this.#isSpent ? NEVER : dueMs, this.#nextOfOpen());
    pacer.wakeAt(zeroMs + (ledger.isFull ? Math.max(nextMs, nowMs + BEHIND_MS) : nextMs));
  }

  /** How it has ended, when nothing is open. */
  #endBy(nowMs: number): DriveEnd | undefined {
    const { next, endMs } = this.#parts.arrivals;
    if (next !== undefined) return this.#isSpent ? 'max-requests' : undefined;
    return nowMs >= endMs ? 'complete' : undefined;
  }

  #nextOfOpen(): number {
    const oldest = this.#underWay.oldest;
    const givenUpMs = oldest === undefined ? NEVER : oldest.attemptMs + this.#parts.options.timeoutMs;
    return Math.min(givenUpMs, this.#waiting.first?.atMs ?? NEVER);
  }
}

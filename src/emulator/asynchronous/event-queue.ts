import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import { throttled } from '../concurrency/throttle.js';
import { ServiceError, serviceException } from '../service-error.js';
import { deadLetter } from './dead-letter.js';
import type { AsynchronousEvent, Attempt, Condition, EventSettings } from './event.js';
import type { Message } from './message.js';
import { type FinishedEvent, invocationRecord } from './record.js';
import { Turns } from './turns.js';
import { counts, verdictOn } from './verdict.js';

/** What the queue needs of the rest of the emulator. */
export interface QueueHost {
  readonly clock: Clock;
  /** Runs the function once. Never rejects: a refusal is an attempt, too. */
  attempt(event: AsynchronousEvent): Promise<Attempt>;
  /** Undefined when the function is gone; the last known ones hold then. */
  settingsOf(event: AsynchronousEvent): EventSettings | undefined;
  /** Hands a message to a destination. Never rejects: what cannot be delivered is lost, as with AWS. */
  deliver(arn: string, message: Message, event: AsynchronousEvent): Promise<void>;
}

/** AWS's queue has no end that a user could see; this one is in memory, and its functions are on this machine. */
export interface QueueBounds {
  readonly events: number;
  readonly bytes: number;
  /** Attempts of one function at once: a thousand events are no reason to start a thousand processes. */
  readonly attempts: number;
}

const BOUNDS: QueueBounds = { events: 100_000, bytes: 268_435_456, attempts: 100 };
/** What an event takes beside its payload, about. */
const EVENT_OVERHEAD_BYTES = 1024;

interface Entry {
  readonly event: AsynchronousEvent;
  readonly acceptedAt: Milliseconds;
  settings: EventSettings;
  runs: number;
  refusals: number;
  lastAttempt?: Attempt;
  /** Takes the timer back that brings the next attempt. */
  cancel?: () => void;
}

/**
 * Events on their way to functions: each is attempted, put back and attempted again by AWS's rules until it is over, and
 * its record handed to the destinations. All waiting is on the clock.
 */
export class EventQueue {
  readonly #host: QueueHost;
  readonly #bounds: QueueBounds;
  readonly #entries = new Set<Entry>();
  readonly #turns: Turns;
  #bytes = 0;
  #closed = false;

  constructor(host: QueueHost, bounds = BOUNDS) {
    this.#host = host;
    this.#bounds = bounds;
    this.#turns = new Turns(bounds.attempts);
  }

  /** How many events are not over yet. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * The function runs after this has returned.
   * @throws ServiceError TooManyRequestsException when the queue is full, ResourceNotFoundException by `settings`.
   */
  accept(event: AsynchronousEvent, settings: EventSettings): void {
    if (this.#closed) throw serviceException('The emulator is closing');
    const bytes = this.#bytes + sizeOf(event);
    if (this.#entries.size >= this.#bounds.events || bytes > this.#bounds.bytes) {
      throw throttled('CallerRateLimitExceeded');
    }
    const entry: Entry = { event, acceptedAt: this.#host.clock.monotonic(), settings, runs: 0, refusals: 0 };
    this.#bytes = bytes;
    this.#entries.add(entry);
    this.#schedule(entry, milliseconds(0));
  }

  /** Forgets all events: as they are in memory, they end with the emulator. */
  close(): void {
    this.#closed = true;
    for (const { cancel } of this.#entries) cancel?.();
    this.#entries.clear();
    this.#turns.clear();
    this.#bytes = 0;
  }

  #schedule(entry: Entry, delay: Milliseconds): void {
    entry.cancel = this.#host.clock.after(delay, () => {
      delete entry.cancel;
      const { region, name } = entry.event.reference;
      this.#turns.take(`${region}:${name}`, () => this.#attempt(entry));
    });
  }

  async #attempt(entry: Entry): Promise<void> {
    this.#refresh(entry);
    const condition = this.#conditionBefore(entry);
    if (condition !== undefined) {
      void this.#finish(entry, condition);
      return;
    }
    const attempt = await this.#host.attempt(entry.event);
    if (this.#closed) return;
    entry.lastAttempt = attempt;
    if (counts(attempt)) [entry.runs, entry.refusals] = [entry.runs + 1, 0];
    else entry.refusals += 1;
    this.#refresh(entry);
    const history = { age: this.#ageOf(entry), runs: entry.runs, refusals: entry.refusals };
    const verdict = verdictOn(attempt, history, entry.settings);
    if (verdict.kind === 'over') void this.#finish(entry, verdict.condition);
    else this.#schedule(entry, verdict.delay);
  }

  #conditionBefore(entry: Entry): Condition | undefined {
    if (entry.settings.isBlocked) return 'ZeroReservedConcurrency';
    // "When the queue is very long, new events might age out before Lambda has a chance to send them" (developer guide).
    return this.#ageOf(entry) >= entry.settings.maximumEventAge ? 'EventAgeExceeded' : undefined;
  }

  #ageOf({ acceptedAt }: Entry): Milliseconds {
    return milliseconds(this.#host.clock.monotonic() - acceptedAt);
  }

  /** A change of the configuration holds for events that wait, too. */
  #refresh(entry: Entry): void {
    entry.settings = this.#host.settingsOf(entry.event) ?? entry.settings;
  }

  async #finish(entry: Entry, condition: Condition): Promise<void> {
    const { event, runs, lastAttempt, settings } = entry;
    const finished: FinishedEvent = {
      event,
      condition,
      runs,
      at: this.#host.clock.epoch(),
      // An event that was never run has no response, whatever refused it before.
      ...(lastAttempt === undefined || condition === 'ZeroReservedConcurrency' ? {} : { lastAttempt }),
    };
    await Promise.all(messagesFor(finished, settings).map(([arn, message]) => this.#host.deliver(arn, message, event)));
    if (this.#entries.delete(entry)) this.#bytes -= sizeOf(event);
  }
}

function messagesFor(finished: FinishedEvent, settings: EventSettings): [arn: string, message: Message][] {
  const success = finished.condition === 'Success';
  const destination = success ? settings.onSuccess : settings.onFailure;
  return [
    ...(destination === undefined ? [] : [pair(destination, { body: invocationRecord(finished) })]),
    ...(success || settings.deadLetter === undefined ? [] : [pair(settings.deadLetter, deadLetter(finished))]),
  ];
}

const pair = (arn: string, message: Message): [string, Message] => [arn, message];
const sizeOf = ({ payload }: AsynchronousEvent): number => payload.byteLength + EVENT_OVERHEAD_BYTES;

/** What a failed attempt was refused with; anything that is no refusal is a fault of the service. */
export const refusalOf = (error: unknown): Attempt => ({
  kind: 'refused',
  error:
    error instanceof ServiceError ? error : serviceException(error instanceof Error ? error.message : String(error)),
});

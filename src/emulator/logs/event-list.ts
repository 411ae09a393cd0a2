import type { EpochMilliseconds } from '../../units/index.js';
import type { Budget } from './budget.js';
import { inTimeOrder, type LogEvent } from './log-event.js';

/** What CloudWatch charges an event with beside its text; serves as the cost of the object here. */
export const EVENT_OVERHEAD_BYTES = 26;
const MAX_BYTES = 32 * 1_048_576;

/**
 * The events of one group, of which the newest 32 MB are kept. Appending is on the path of every invocation and does
 * next to nothing; order is made when somebody reads, and only if something came late.
 */
export class EventList {
  readonly #budget: Budget;
  #events: LogEvent[] = [];
  #lastId = 0;
  #lastTimestamp = 0;
  #isOrdered = true;
  #bytes = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
    budget.join(this);
  }

  get bytes(): number {
    return this.#bytes;
  }

  append(stream: string, timestamp: EpochMilliseconds, ingestionTime: EpochMilliseconds, message: string): LogEvent {
    this.#lastId += 1;
    const event: LogEvent = { id: this.#lastId, stream, timestamp, ingestionTime, message };
    this.#events.push(event);
    if (timestamp < this.#lastTimestamp) this.#isOrdered = false;
    else this.#lastTimestamp = timestamp;
    const size = message.length + EVENT_OVERHEAD_BYTES;
    this.#bytes += size;
    if (this.#bytes > MAX_BYTES) this.shed();
    this.#budget.spend(size);
    return event;
  }

  /** In time order. What is appended later shows in the same array, so whoever reads in pieces takes a slice. */
  all(): readonly LogEvent[] {
    if (!this.#isOrdered) {
      this.#events.sort(inTimeOrder);
      this.#isOrdered = true;
    }
    return this.#events;
  }

  /** The events within the times, both included. */
  between(start: number, end: number): readonly LogEvent[] {
    const events = this.all();
    return events.slice(firstAt(events, start), firstAt(events, end + 1));
  }

  /** A quarter at once, so that a full group does not move its whole array for each event. */
  shed(): void {
    const events = this.all();
    const target = this.#bytes * 0.75;
    let count = 0;
    let left = this.#bytes;
    while (left > target && count < events.length) {
      left -= sizeOf(events[count]);
      count += 1;
    }
    this.#keep(events.slice(count));
  }

  dropBefore(time: number): void {
    const events = this.all();
    const count = firstAt(events, time);
    if (count > 0) this.#keep(events.slice(count));
  }

  dropStream(stream: string): void {
    this.#keep(this.#events.filter((event) => event.stream !== stream));
  }

  /** The group is gone: nothing of it counts any more. */
  close(): void {
    this.#budget.leave(this);
    this.#events = [];
    this.#bytes = 0;
  }

  #keep(events: LogEvent[]): void {
    const before = this.#bytes;
    this.#events = events;
    this.#bytes = events.reduce((sum, event) => sum + sizeOf(event), 0);
    this.#budget.spend(this.#bytes - before);
  }
}

const sizeOf = (event: LogEvent | undefined): number => (event?.message.length ?? 0) + EVENT_OVERHEAD_BYTES;

/** Where the first event lies that is not before `time`. */
function firstAt(events: readonly LogEvent[], time: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.timestamp ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

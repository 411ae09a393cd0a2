import type { EpochMilliseconds } from '../../units/index.js';
import type { Budget } from './budget.js';
import { EventBlock, sizeOf } from './event-block.js';
import { inTimeOrder, type LogEvent } from './log-event.js';

const MAX_BYTES = 32 * 1_048_576;
/** So much waits in objects until it becomes a block. */
const BLOCK_EVENTS = 256;
const BLOCK_BYTES = 262_144;

/**
 * The events of one group, of which the newest 32 MB are kept. Appending is on the path of every invocation and does
 * next to nothing; order is made when somebody reads, and only if something came late.
 */
export class EventList {
  readonly #budget: Budget;
  /** In the order in which they came, those that are no block yet after them. */
  #blocks: EventBlock[] = [];
  #recent: LogEvent[] = [];
  #recentBytes = 0;
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
    if (timestamp < this.#lastTimestamp) this.#isOrdered = false;
    else this.#lastTimestamp = timestamp;
    this.#recent.push(event);
    const size = sizeOf(event);
    this.#recentBytes += size;
    this.#bytes += size;
    if (this.#recent.length >= BLOCK_EVENTS || this.#recentBytes >= BLOCK_BYTES) this.#seal();
    if (this.#bytes > MAX_BYTES) this.shed();
    this.#budget.spend(size);
    return event;
  }

  /** In time order. */
  all(): LogEvent[] {
    return this.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  }

  /** The events within the times, both included, in time order. */
  between(start: number, end: number): LogEvent[] {
    const isInTime = ({ timestamp }: LogEvent): boolean => timestamp >= start && timestamp <= end;
    const inTime = this.#blocks.flatMap((block) => {
      if (block.start > end || block.end < start) return [];
      return block.start >= start && block.end <= end ? block.events() : block.events().filter(isInTime);
    });
    for (const event of this.#recent) if (isInTime(event)) inTime.push(event);
    return this.#isOrdered ? inTime : inTime.sort(inTimeOrder);
  }

  /** A quarter at once, of what came first. */
  shed(): void {
    this.#seal();
    let excess = this.#bytes / 4;
    const gone = this.#blocks.findIndex((block) => {
      if (block.bytes > excess) return true;
      excess -= block.bytes;
      return false;
    });
    const [first, ...others] = this.#blocks.slice(Math.max(gone, 0));
    // Of a few large blocks the first is cut; among many small ones a part of one does not matter.
    const rest = gone > 0 ? first : first?.after(excess);
    this.#keep(rest === undefined ? others : [rest, ...others], []);
  }

  dropBefore(time: number): void {
    if (this.#isBefore(time)) this.#filter(({ timestamp }) => timestamp >= time);
  }

  dropStream(stream: string): void {
    this.#filter((event) => event.stream !== stream);
  }

  /** The group is gone: nothing of it counts any more. */
  close(): void {
    this.#budget.leave(this);
    this.#blocks = [];
    this.#recent = [];
    this.#recentBytes = 0;
    this.#bytes = 0;
  }

  #isBefore(time: number): boolean {
    return this.#blocks.some(({ start }) => start < time) || this.#recent.some(({ timestamp }) => timestamp < time);
  }

  #filter(stays: (event: LogEvent) => boolean): void {
    this.#keep(
      this.#blocks.flatMap((block) => block.filter(stays)),
      this.#recent.filter(stays),
    );
  }

  #seal(): void {
    if (this.#recent.length > 0) this.#blocks.push(new EventBlock(this.#recent));
    this.#recent = [];
    this.#recentBytes = 0;
  }

  #keep(blocks: EventBlock[], recent: LogEvent[]): void {
    const before = this.#bytes;
    this.#blocks = blocks;
    this.#recent = recent;
    this.#recentBytes = recent.reduce((sum, event) => sum + sizeOf(event), 0);
    this.#bytes = blocks.reduce((sum, { bytes }) => sum + bytes, this.#recentBytes);
    this.#budget.spend(this.#bytes - before);
  }
}

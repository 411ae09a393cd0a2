import { epochMilliseconds } from '../../units/index.js';
import type { LogEvent } from './log-event.js';

/** What CloudWatch charges an event with beside its text; an event in a block takes about as much here. */
export const EVENT_OVERHEAD_BYTES = 26;

export const sizeOf = (event: LogEvent): number => event.message.length + EVENT_OVERHEAD_BYTES;

/**
 * Events that came one after the other, in a few pieces of memory beside the heap. As objects they would take twice as
 * much and be walked through by every garbage collection; so they are objects only while somebody reads them.
 */
export class EventBlock {
  /** As `sizeOf` counts. */
  readonly bytes: number;
  /** The earliest and the latest time of its events. */
  readonly start: number;
  readonly end: number;
  readonly #text: Buffer;
  /** A byte a letter where that will do, else two: so that every text comes back as it was. */
  readonly #encoding: 'latin1' | 'utf16le';
  readonly #streams: readonly string[];
  /** Where in the text each event ends, in letters. */
  readonly #ends: Uint32Array;
  readonly #ids: Uint32Array;
  readonly #streamIndexes: Uint32Array;
  readonly #timestamps: Float64Array;
  readonly #ingestionTimes: Float64Array;
  /** For who reads page by page: the same objects, until the memory is wanted for something else. */
  #read: WeakRef<readonly LogEvent[]> | undefined;

  constructor(events: readonly LogEvent[]) {
    const text = events.map(({ message }) => message).join('');
    const bytes = encoded(text, 'latin1');
    this.#encoding = bytes.toString('latin1') === text ? 'latin1' : 'utf16le';
    this.#text = this.#encoding === 'latin1' ? bytes : encoded(text, 'utf16le');
    const [numbers, times] = [() => new Uint32Array(events.length), () => new Float64Array(events.length)];
    [this.#ends, this.#ids, this.#streamIndexes] = [numbers(), numbers(), numbers()];
    [this.#timestamps, this.#ingestionTimes] = [times(), times()];
    const streams = new Map<string, number>();
    let letters = 0;
    events.forEach(({ id, stream, timestamp, ingestionTime, message }, index) => {
      letters += message.length;
      if (!streams.has(stream)) streams.set(stream, streams.size);
      this.#ends[index] = letters;
      this.#ids[index] = id;
      this.#streamIndexes[index] = streams.get(stream) ?? 0;
      this.#timestamps[index] = timestamp;
      this.#ingestionTimes[index] = ingestionTime;
    });
    this.#streams = [...streams.keys()];
    this.bytes = letters + events.length * EVENT_OVERHEAD_BYTES;
    this.start = this.#timestamps.reduce((least, it) => Math.min(least, it), Number.POSITIVE_INFINITY);
    this.end = this.#timestamps.reduce((most, it) => Math.max(most, it), Number.NEGATIVE_INFINITY);
  }

  /** In the order in which they came. */
  events(): readonly LogEvent[] {
    const known = this.#read?.deref();
    if (known !== undefined) return known;
    const text = this.#text.toString(this.#encoding);
    const events: LogEvent[] = Array.from(this.#ends, (end, index) => ({
      id: this.#ids[index] ?? 0,
      stream: this.#streams[this.#streamIndexes[index] ?? 0] ?? '',
      timestamp: epochMilliseconds(this.#timestamps[index] ?? 0),
      ingestionTime: epochMilliseconds(this.#ingestionTimes[index] ?? 0),
      message: text.slice(this.#ends[index - 1] ?? 0, end),
    }));
    this.#read = new WeakRef(events);
    return events;
  }

  /** @returns nothing where nothing stays, and the block itself where all does. */
  filter(stays: (event: LogEvent) => boolean): EventBlock[] {
    const events = this.events().filter(stays);
    if (events.length === this.#ends.length) return [this];
    return events.length === 0 ? [] : [new EventBlock(events)];
  }

  /** Without its first events, of so many bytes or a little more. */
  after(bytes: number): EventBlock | undefined {
    let excess = bytes;
    const [rest] = this.filter((event) => {
      const stays = excess <= 0;
      excess -= sizeOf(event);
      return stays;
    });
    return rest;
  }
}

/** In memory of its own: `Buffer.from` cuts pieces of this size out of 64 KB, and leaves a third of that unused. */
function encoded(text: string, encoding: 'latin1' | 'utf16le'): Buffer {
  const bytes = Buffer.allocUnsafeSlow(text.length * (encoding === 'latin1' ? 1 : 2));
  bytes.write(text, encoding);
  return bytes;
}

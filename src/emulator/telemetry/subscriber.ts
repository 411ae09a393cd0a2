import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import type { LogsDropped } from '../environment/platform-event.js';
import type { Destination } from './destination.js';
import type { Buffering } from './subscription-request.js';

/** How often a batch is tried before it is given up. AWS does not say; its own emulator tries once. */
const ATTEMPTS = 3;
/** AWS's words ("platform.logsDropped", Telemetry API schema reference, read 2026-11). */
const FALLEN_BEHIND = 'Consumer seems to have fallen behind as it has not acknowledged receipt of logs.';

interface Item {
  readonly text: string;
  readonly bytes: number;
  /** That such a one is lost is not told again: a dead extension would make one out of each for ever. */
  readonly isNotice: boolean;
}

export interface SubscriberOptions {
  readonly clock: Clock;
  readonly buffering: Buffering;
  readonly destination: Destination;
  readonly onDropped: (dropped: LogsDropped) => void;
}

/**
 * Collects events for one extension and sends them in batches, one batch at a time. What comes meanwhile waits, up to
 * twice `maxBytes` as on AWS; what comes beyond that is dropped and counted, so an extension that does not read costs a
 * bounded amount of memory.
 */
export class Subscriber {
  readonly #options: SubscriberOptions;
  #waiting: Item[] = [];
  #bytes = 0;
  /** When the next batch is due, full or not; nothing is due while nothing waits. */
  #dueAt: Milliseconds | undefined;
  #cancelTimer: (() => void) | undefined;
  #delivery: Promise<void> | undefined;
  /** A batch that did not arrive and is tried again. */
  #failed: { readonly batch: readonly Item[]; readonly attempts: number } | undefined;
  #dropped = { records: 0, bytes: 0 };
  #isFrozen = false;
  #isClosed = false;

  constructor(options: SubscriberOptions) {
    this.#options = options;
  }

  add(text: string, isNotice = false): void {
    if (this.#isClosed) return;
    const item = { text, bytes: Buffer.byteLength(text), isNotice };
    if (this.#waiting.length > 0 && this.#bytes + item.bytes > 2 * this.#options.buffering.maxBytes) {
      this.#drop([item]);
      return;
    }
    this.#waiting.push(item);
    this.#bytes += item.bytes;
    this.#dueAt ??= this.#fromNow();
    this.#sendOrWait();
  }

  /** Processes of a frozen environment do not run: nothing is sent, and what is due then goes out at the thaw. */
  freeze(): void {
    this.#isFrozen = true;
    this.#stopTimer();
  }

  thaw(): void {
    this.#isFrozen = false;
    this.#sendOrWait();
  }

  /** Sends what waits without waiting for more. @returns when all of it has arrived or is given up. */
  async flush(): Promise<void> {
    while (this.#dueAt !== undefined || this.#delivery !== undefined) {
      if (this.#isClosed || this.#isFrozen) return;
      if (this.#delivery === undefined) this.#send();
      await this.#delivery;
    }
  }

  /** What has not arrived by now never will. A `flush` that waits ends. */
  close(): void {
    this.#isClosed = true;
    this.#stopTimer();
    this.#waiting = [];
    this.#options.destination.close();
  }

  #sendOrWait(): void {
    if (this.#dueAt === undefined || this.#isFrozen || this.#isClosed || this.#delivery !== undefined) return;
    const left = this.#dueAt - this.#options.clock.monotonic();
    if (left <= 0 || (this.#isFull() && this.#failed === undefined)) this.#send();
    else this.#cancelTimer ??= this.#options.clock.after(milliseconds(left), () => this.#onTimer());
  }

  #isFull(): boolean {
    const { maxItems, maxBytes } = this.#options.buffering;
    return this.#waiting.length >= maxItems || this.#bytes >= maxBytes;
  }

  #onTimer(): void {
    this.#cancelTimer = undefined;
    this.#sendOrWait();
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #send(): void {
    this.#stopTimer();
    const { batch, attempts } = this.#failed ?? { batch: this.#takeBatch(), attempts: 0 };
    this.#failed = undefined;
    this.#dueAt = undefined;
    const arrived = this.#options.destination.deliver(batch.map(({ text }) => text));
    this.#delivery = arrived.then(
      () => this.#delivered(),
      (error: unknown) => this.#notDelivered(batch, attempts + 1, error),
    );
  }

  #takeBatch(): Item[] {
    const batch = this.#waiting.splice(0, this.#options.buffering.maxItems);
    this.#bytes -= bytesOf(batch);
    return batch;
  }

  #delivered(): void {
    this.#delivery = undefined;
    this.#tellDropped(FALLEN_BEHIND);
    this.#goOn();
  }

  #notDelivered(batch: readonly Item[], attempts: number, error: unknown): void {
    this.#delivery = undefined;
    if (this.#isClosed) return;
    if (attempts < ATTEMPTS) {
      this.#failed = { batch, attempts };
      this.#dueAt = this.#fromNow();
    } else {
      this.#drop(batch);
      this.#tellDropped(`could not send events: ${error instanceof Error ? error.message : error}`);
    }
    this.#goOn();
  }

  /** Time ran while the batch was under way, so what waits gets a fresh term only if it has none. */
  #goOn(): void {
    if (this.#waiting.length > 0) this.#dueAt ??= this.#fromNow();
    this.#sendOrWait();
  }

  #fromNow(): Milliseconds {
    const { clock, buffering } = this.#options;
    return milliseconds(clock.monotonic() + buffering.timeout);
  }

  #drop(items: readonly Item[]): void {
    const lost = items.filter(({ isNotice }) => !isNotice);
    this.#dropped = { records: this.#dropped.records + lost.length, bytes: this.#dropped.bytes + bytesOf(lost) };
  }

  #tellDropped(reason: string): void {
    const { records, bytes } = this.#dropped;
    if (records === 0 || this.#isClosed) return;
    this.#dropped = { records: 0, bytes: 0 };
    this.#options.onDropped({ reason, droppedRecords: records, droppedBytes: bytes });
  }
}

const bytesOf = (items: readonly Item[]): number => items.reduce((all, { bytes }) => all + bytes, 0);

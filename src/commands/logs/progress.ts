import type { Io } from '../command.js';

/** Nothing is said of a reading that is over before one would ask. */
const FIRST_MS = 2000;
const TERMINAL_EVERY_MS = 200;
/** In the log of a CI run each line stays. */
const PLAIN_EVERY_MS = 10_000;

export interface Reading {
  readonly bytes: number;
  readonly totalBytes?: number;
  readonly reports: number;
  /** What else there is to say: a log group that asks to slow down. */
  readonly note?: string;
}

/** Says on standard error how far a long reading has come. */
export class ReadingProgress {
  readonly #startedAt = Date.now();
  #saidAt = 0;
  #open = false;

  constructor(private readonly stderr: Io['stderr']) {}

  update(reading: Reading): void {
    const now = Date.now();
    const every = this.stderr.isTTY === true ? TERMINAL_EVERY_MS : PLAIN_EVERY_MS;
    if (now - this.#startedAt < FIRST_MS || now - this.#saidAt < every) return;
    this.#saidAt = now;
    const text = progressText(reading, now - this.#startedAt);
    if (this.stderr.isTTY === true) this.stderr.write(`\r\u001b[K${text.slice(0, (this.stderr.columns ?? 80) - 1)}`);
    else this.stderr.write(`${text}\n`);
    this.#open = true;
  }

  /** Takes the line away, so that what follows stands alone. */
  end(): void {
    if (this.#open && this.stderr.isTTY === true) this.stderr.write('\r\u001b[K');
    this.#open = false;
  }
}

/** `512 MB of 1.0 GB (50 %), 210 MB/s, 620,000 reports`. */
export function progressText({ bytes, totalBytes, reports, note }: Reading, elapsedMs: number): string {
  const of =
    totalBytes === undefined || totalBytes === 0
      ? ''
      : ` of ${megabytes(totalBytes)} (${Math.min(100, Math.floor((100 * bytes) / totalBytes))} %)`;
  const rate = `${megabytes(bytes / Math.max(0.001, elapsedMs / 1000))}/s`;
  return [
    `read ${megabytes(bytes)}${of}`,
    rate,
    `${reports.toLocaleString('en-US')} reports`,
    ...(note === undefined ? [] : [note]),
  ].join(', ');
}

const megabytes = (bytes: number): string =>
  `${(bytes / 1_048_576).toLocaleString('en-US', { maximumFractionDigits: bytes < 10_485_760 ? 1 : 0 })} MB`;

import type { LogsRegion } from './logs-region.js';

/** X-Amz-Log-Result holds the last 4 KB of the log (API reference, Invoke). */
const TAIL_BYTES = 4096;

/** The log of one execution environment: a stream of its own, and the tail of the invocation that is going on. */
export class EnvironmentLog {
  readonly #region: LogsRegion;
  readonly #group: string;
  readonly #stream: string;
  #tail = '';

  constructor(region: LogsRegion, group: string, stream: string) {
    this.#region = region;
    this.#group = group;
    this.#stream = stream;
  }

  /** @param endsOpen what follows in the tail stands in the same line, as it does on AWS. */
  write(line: string, endsOpen = false): void {
    const message = endsOpen ? line : `${line}\n`;
    this.#region.append(this.#group, this.#stream, message);
    // Twice the tail is kept, so that many short lines are not each cut and copied.
    this.#tail += message;
    if (this.#tail.length > 2 * TAIL_BYTES) this.#tail = this.#tail.slice(-TAIL_BYTES);
  }

  /** The end of what was written since the last call. */
  takeTail(): Buffer {
    const tail = Buffer.from(this.#tail).subarray(-TAIL_BYTES);
    this.#tail = '';
    return tail;
  }
}

/** `2026/11/21/[$LATEST]0123456789abcdef0123456789abcdef`. */
export function streamName(now: number, version: string, id: string): string {
  return `${new Date(now).toISOString().slice(0, 10).replaceAll('-', '/')}/[${version}]${id}`;
}

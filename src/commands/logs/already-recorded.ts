import type { LogLine, RecordLine } from '../../recording/index.js';

/**
 * What stands in the recording already, of the span that is read once more: an invocation must not count twice. Known by
 * its request id together with its moment and Duration, as Lambda repeats an asynchronous event under its id; what has no
 * id by all that is recorded of it.
 */
export class AlreadyRecorded {
  readonly #keys = new Set<string>();

  /** @param since older lines cannot come again; those without a time may */
  note(line: LogLine, since: number): void {
    if (line.type === 'cursor' || line.type === 'end' || line.type === 'resumed') return;
    if (line.type !== 'unreadable' && line.at !== null && line.at < since) return;
    this.#keys.add(keyOf(line));
  }

  has(line: RecordLine): boolean {
    return this.#keys.size > 0 && this.#keys.has(keyOf(line));
  }
}

const keyOf = (line: RecordLine): string =>
  line.type === 'observation' && line.report.requestId !== undefined
    ? `${line.report.requestId} ${line.at} ${line.report.durationMs}`
    : JSON.stringify(line);

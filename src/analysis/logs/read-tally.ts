import type { LogEnd, LogLine } from '../../recording/index.js';
import type { LogsResult } from './logs-result-schema.js';

type Counts = LogEnd['counts'];
const NOTHING: Counts = { bytes: 0, messages: 0, lookAlikes: 0, unfinished: 0 };

/** How the reading went: what was passed over, and how it ended. A reading that was interrupted and went on adds up. */
export class ReadTally {
  readonly unreadable = { count: 0, example: undefined as { place: string; reason: string } | undefined };
  readonly torn = { count: 0, example: undefined as { lineNumber: number; reason: string } | undefined };
  end: LogEnd | undefined;
  #before: Counts = NOTHING;
  #counts: Counts = NOTHING;

  add(line: Exclude<LogLine, { type: 'observation' | 'init' }>): void {
    if (line.type === 'unreadable') {
      this.unreadable.count += 1;
      const { source, line: number, logStream } = line.place;
      const place = number === undefined ? (logStream ?? source) : `${source}, line ${number}`;
      this.unreadable.example ??= { place, reason: line.reason };
    } else if (line.type === 'resumed') {
      this.#before = this.#sum();
      this.#counts = NOTHING;
      this.end = undefined;
    } else {
      this.#counts = line.counts;
      if (line.type === 'end') this.end = line;
    }
  }

  addTorn(lineNumber: number, reason: string): void {
    this.torn.count += 1;
    this.torn.example ??= { lineNumber, reason };
  }

  get result(): LogsResult['read'] {
    return { ...this.#sum(), unreadable: this.unreadable.count, recordingLines: this.torn.count };
  }

  /** What was unfinished when the reading was interrupted is read again when it goes on. */
  #sum(): Counts {
    const [a, b] = [this.#before, this.#counts];
    return {
      bytes: a.bytes + b.bytes,
      messages: a.messages + b.messages,
      lookAlikes: a.lookAlikes + b.lookAlikes,
      unfinished: b.unfinished,
    };
  }
}

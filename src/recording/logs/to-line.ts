import type { LogRecord, Place } from '../../logs/index.js';
import { withoutAccountIds } from '../redact.js';
import type { InitObservation, Observation, UnreadableObservation } from './log-line.js';
import { platformWords } from './platform-words.js';

export type RecordLine = Observation | InitObservation | UnreadableObservation;

/**
 * Turns what a log reader brings into lines of a recording: without account ids, and of unreadable lines only what is the
 * platform's. Request ids stay, as they lead back to the log. One for each recording: names repeat, and are looked at once.
 */
export class LineMaker {
  readonly #clean = new Map<string, string>();

  lineOf(record: LogRecord): RecordLine {
    const place = this.#placeOf(record.place);
    if (record.kind === 'unreadable') {
      const { reason, line } = record;
      return {
        type: 'unreadable',
        place,
        reason: withoutAccountIds(reason),
        line: withoutAccountIds(platformWords(line)),
      };
    }
    const at = record.at ?? null;
    const functionName = record.functionName === undefined ? null : this.#cleaned(record.functionName);
    if (record.kind === 'init') return { type: 'init', at, functionName, place, event: record.event };
    const { report, version, failure } = record;
    return {
      type: 'observation',
      at,
      functionName,
      ...(version === undefined ? {} : { version }),
      place,
      report: report.other === undefined ? report : { ...report, other: this.#cleanedValues(report.other) },
      ...(failure === undefined ? {} : { failure }),
    } as Observation;
  }

  #placeOf({ source, line, logStream }: Place): Observation['place'] {
    return {
      source: this.#cleaned(source),
      ...(line === undefined ? {} : { line }),
      ...(logStream === undefined ? {} : { logStream: this.#cleaned(logStream) }),
    };
  }

  #cleanedValues(values: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, withoutAccountIds(value)]));
  }

  #cleaned(text: string): string {
    const known = this.#clean.get(text);
    if (known !== undefined) return known;
    const clean = withoutAccountIds(text);
    // A log group has a new stream for each environment, for ever; the memory must not grow with it.
    if (this.#clean.size > 10_000) this.#clean.clear();
    this.#clean.set(text, clean);
    return clean;
  }
}

import type { LogRecord, Place, Report } from '../../logs/index.js';
import { withoutAccountIds, withoutControls } from '../redact.js';
import type { InitObservation, Observation, UnreadableObservation } from './log-line.js';
import { platformWords } from './platform-words.js';

export type RecordLine = Observation | InitObservation | UnreadableObservation;

/**
 * Turns what a log reader brings into lines of a recording: without account ids and control characters, and of unreadable
 * lines only what is the platform's. Request ids stay, as they lead back to the log. One for each recording: names repeat, and are looked at once.
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
        reason: clean(reason),
        line: withoutAccountIds(platformWords(line)),
      };
    }
    const at = record.at ?? null;
    const functionName = record.functionName === undefined ? null : this.#cleaned(record.functionName);
    if (record.kind === 'init') {
      return { type: 'init', at, functionName, place, event: this.#cleanedTexts(record.event) } as InitObservation;
    }
    const { report, version, failure } = record;
    return {
      type: 'observation',
      at,
      functionName,
      ...(version === undefined ? {} : { version: this.#cleaned(version) }),
      place,
      report: isPlain(report) ? report : this.#cleanedReport(report),
      ...(failure === undefined ? {} : { failure: this.#cleanedTexts(failure) }),
    } as Observation;
  }

  #placeOf({ source, line, logStream }: Place): Observation['place'] {
    return {
      source: this.#cleaned(source),
      ...(line === undefined ? {} : { line }),
      ...(logStream === undefined ? {} : { logStream: this.#cleaned(logStream) }),
    };
  }

  /** Ids are no names, whatever digits they have. */
  #cleanedReport({ requestId, xrayTraceId, xraySegmentId, other, ...report }: Report): Report {
    const ids = Object.entries({ requestId, xrayTraceId, xraySegmentId }).flatMap(([name, id]) =>
      id === undefined ? [] : [[name, withoutControls(id)]],
    );
    return {
      ...Object.fromEntries(ids),
      ...this.#cleanedTexts(report),
      ...(other === undefined ? {} : { other: this.#cleanedTexts(other) }),
    };
  }

  /** Whatever is text in it, names of fields apart. */
  #cleanedTexts<T extends object>(fields: T): T {
    const cleaned = Object.entries(fields).map(([name, it]) => [name, typeof it === 'string' ? this.#cleaned(it) : it]);
    return Object.fromEntries(cleaned) as T;
  }

  #cleaned(text: string): string {
    const known = this.#clean.get(text);
    if (known !== undefined) return known;
    const cleaned = clean(text);
    // A log group has a new stream for each environment, for ever; the memory must not grow with it.
    if (this.#clean.size > 10_000) this.#clean.clear();
    this.#clean.set(text, cleaned);
    return cleaned;
  }
}

const clean = (text: string): string => withoutControls(withoutAccountIds(text));

/** Nearly all reports: there is no text in them but ids, which are made of what ids are made of. */
const isPlain = ({ requestId, xrayTraceId, xraySegmentId, status, errorType, other }: Report): boolean =>
  status === undefined &&
  errorType === undefined &&
  other === undefined &&
  isId(requestId) &&
  isId(xrayTraceId) &&
  isId(xraySegmentId);

const isId = (text: string | undefined): boolean => text === undefined || /^[\w-]*$/.test(text);

import type { LoggedInvocation, LogRecord } from '../platform-event.js';
import type { Report } from '../report.js';
import type { NumberField } from '../report-fields.js';

/**
 * Records on their way from one thread to another. The usual invocation is a row of numbers, which crosses without being
 * copied, and its strings stand in one: with JSON for all of them two threads took a third more CPU time for a log of which one
 * line in six is a REPORT (measured 2026-11).
 */
export interface RecordBatch {
  /** `ROW` numbers each; NaN where a field is missing. */
  readonly rows: Float64Array<ArrayBuffer>;
  /** Request ids of `ID_LENGTH`, one behind the other. */
  readonly ids: string;
  /** What a row names by its place here: words that many rows share. */
  readonly words: readonly string[];
  /** All other records as JSON text, each with the number of rows that stand before it. */
  readonly others: readonly { readonly rowsBefore: number; readonly json: string }[];
  /** About what it takes in memory. */
  readonly bytes: number;
}

/** A batch: small enough to keep the parent from standing still, large enough that its crossing does not count. */
const MOST_ROWS = 4096;
const MOST_OTHERS = 256 * 1024;
export const ID_LENGTH = 36;

/** Where a field stands in its row: numbers first, then words. */
export const [LINE, AT, DURATION, BILLED, MEMORY, USED, INIT, RESTORE, BILLED_RESTORE] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
export const [LOG_STREAM, FUNCTION_NAME, VERSION, STATUS, ERROR_TYPE, ROW] = [9, 10, 11, 12, 13, 14];

/** Packs records, in their order. They do not name their source: whoever asked for the file knows it. */
export class RecordPacker {
  #rows = new Float64Array(0);
  #count = 0;
  #ids: string[] = [];
  #words = new Map<string, number>();
  #others: { rowsBefore: number; json: string }[] = [];
  #othersLength = 0;

  get isFull(): boolean {
    return this.#count >= MOST_ROWS || this.#othersLength >= MOST_OTHERS;
  }

  add(record: LogRecord): void {
    if (record.kind === 'invocation' && isUsual(record)) {
      this.#addRow(record, record.report);
      return;
    }
    const json = JSON.stringify({ ...record, place: { ...record.place, source: '' } });
    this.#others.push({ rowsBefore: this.#count, json });
    this.#othersLength += json.length;
  }

  /** What was packed since the last time; nothing if that is nothing. */
  take(): RecordBatch | undefined {
    if (this.#count === 0 && this.#others.length === 0) return undefined;
    const rows = this.#count === MOST_ROWS ? this.#rows : this.#rows.slice(0, this.#count * ROW);
    const ids = this.#ids.join('');
    const bytes = rows.byteLength + ids.length + this.#othersLength;
    const batch = { rows, ids, words: [...this.#words.keys()], others: this.#others, bytes };
    this.#rows = new Float64Array(0);
    this.#count = 0;
    this.#ids = [];
    this.#words = new Map();
    this.#others = [];
    this.#othersLength = 0;
    return batch;
  }

  #addRow({ place, at, functionName, version }: LoggedInvocation, report: Report): void {
    if (this.#rows.length === 0) this.#rows = new Float64Array(MOST_ROWS * ROW);
    const rows = this.#rows;
    const row = this.#count++ * ROW;
    this.#ids.push(report.requestId ?? '');
    rows[row + LINE] = place.line ?? Number.NaN;
    rows[row + AT] = at ?? Number.NaN;
    rows[row + DURATION] = report.durationMs;
    rows[row + BILLED] = report.billedDurationMs ?? Number.NaN;
    rows[row + MEMORY] = report.memorySizeMB ?? Number.NaN;
    rows[row + USED] = report.maxMemoryUsedMB ?? Number.NaN;
    rows[row + INIT] = report.initDurationMs ?? Number.NaN;
    rows[row + RESTORE] = report.restoreDurationMs ?? Number.NaN;
    rows[row + BILLED_RESTORE] = report.billedRestoreDurationMs ?? Number.NaN;
    rows[row + LOG_STREAM] = this.#word(place.logStream);
    rows[row + FUNCTION_NAME] = this.#word(functionName);
    rows[row + VERSION] = this.#word(version);
    rows[row + STATUS] = this.#word(report.status);
    rows[row + ERROR_TYPE] = this.#word(report.errorType);
  }

  #word(text: string | undefined): number {
    if (text === undefined) return Number.NaN;
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    this.#words.set(text, this.#words.size);
    return this.#words.size - 1;
  }
}

/** What has no place in a row. The types fail where a field of a record is neither here nor in a row. */
const WITHOUT_PLACE = ['xrayTraceId', 'xraySegmentId', 'xraySampled', 'truncated', 'other'] as const;
type InRow = NumberField | 'requestId' | 'status' | 'errorType';
type Forgotten =
  | Exclude<keyof Report, InRow | (typeof WITHOUT_PLACE)[number]>
  | Exclude<keyof LoggedInvocation, 'kind' | 'place' | 'at' | 'functionName' | 'version' | 'report' | 'failure'>
  | Exclude<keyof LoggedInvocation['place'], 'source' | 'line' | 'logStream'>;

true satisfies [Forgotten] extends [never] ? true : Forgotten;

function isUsual({ report, failure }: LoggedInvocation): boolean {
  if (failure !== undefined || report.requestId?.length !== ID_LENGTH) return false;
  for (const name of WITHOUT_PLACE) if (report[name] !== undefined) return false;
  return true;
}

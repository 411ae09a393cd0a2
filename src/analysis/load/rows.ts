import { isDisturbed, type LateReport, type LoadRequest, startKind } from '../../recording/index.js';
import { errorTypeOf, isWaitedInVain, KINDS, kindNumber, type RowKind } from './outcome.js';
import { bytes, doubles, floats, shorts, words } from './typed-column.js';

type Report = LateReport['report'];

const COLD = 1;
const START_KNOWN = 2;
const REPORT = 4;
const DISTURBED = 8;
const RETRIED = 16;
const IN_VAIN = 32;
const TOO_MANY_OPEN = 64;

/** A function may put anything into its error type; beyond this many they are counted together. */
const MOST_ERROR_TYPES = 200;
const OTHER_TYPES = 'other types';

/**
 * What is kept of the requests of one arm: some 70 bytes each in columns, so that a million fit into memory. What is not
 * known is NaN. Rows are in the order of the recording, which is that of answers, not of arrivals.
 */
export class Rows {
  readonly due = doubles();
  /** How long after it was due it was sent. */
  readonly lateness = doubles();
  readonly latency = doubles();
  readonly duration = doubles();
  readonly init = doubles();
  readonly billed = doubles();
  readonly memoryUsed = floats();
  /** Number of the log stream, from 1 on; 0 where it is not known. */
  readonly stream = words();
  readonly phase = shorts();
  readonly function = shorts();
  readonly #kind = bytes();
  readonly #errorType = shorts();
  readonly #flags = bytes();
  readonly #errorTypes: string[] = [''];

  get length(): number {
    return this.due.length;
  }

  add(request: LoadRequest): number {
    const { dueMs, sentMs, latencyMs, outcome, phase, attempts = 1 } = request;
    const index = this.#push(outcome.kind, dueMs, phase, request.function ?? 0);
    this.lateness.push(sentMs === undefined ? Number.NaN : Math.max(0, sentMs - dueMs));
    this.latency.push(latencyMs ?? Number.NaN);
    this.#errorType.push(this.#errorTypeNumber(errorTypeOf(outcome)));
    const tooMany = outcome.kind === 'dropped' && outcome.reason === 'too-many-open';
    this.#flags.push(
      (isWaitedInVain(outcome) ? IN_VAIN : 0) |
        (isDisturbed(request) ? DISTURBED : 0) |
        (attempts > 1 ? RETRIED : 0) |
        (tooMany ? TOO_MANY_OPEN : 0),
    );
    if ('report' in outcome && outcome.report !== undefined) this.putReport(index, outcome.report, 0);
    return index;
  }

  /** An invocation of which there is a report and no answer: its request was given up, or sent again. */
  addReportAlone({ report, function: index }: LateReport, dueMs: number, phase: number, stream: number): void {
    const row = this.#push('report-alone', dueMs, phase, index ?? 0);
    this.lateness.push(Number.NaN);
    this.latency.push(Number.NaN);
    this.#errorType.push(0);
    this.#flags.push(0);
    this.putReport(row, report, stream);
  }

  putReport(row: number, report: Report, stream: number): void {
    const start = startKind(report);
    const flags = REPORT | (start === 'unknown' ? 0 : START_KNOWN) | (start === 'cold' ? COLD : 0);
    this.#flags.set(row, this.#flags.at(row) | flags);
    this.duration.set(row, report.durationMs);
    this.init.set(row, report.initDurationMs ?? report.restoreDurationMs ?? Number.NaN);
    this.billed.set(row, report.billedDurationMs ?? Number.NaN);
    this.memoryUsed.set(row, report.maxMemoryUsedMB ?? Number.NaN);
    if (stream > 0) this.stream.set(row, stream);
  }

  kind(row: number): RowKind {
    return KINDS[this.#kind.at(row)] ?? 'report-alone';
  }
  is(row: number, kind: RowKind): boolean {
    return this.#kind.at(row) === kindNumber(kind);
  }
  isSent(row: number): boolean {
    return this.#kind.at(row) < kindNumber('dropped');
  }
  errorType(row: number): string {
    return this.#errorTypes[this.#errorType.at(row)] ?? '';
  }
  isCold = (row: number): boolean => (this.#flags.at(row) & COLD) !== 0;
  isStartKnown = (row: number): boolean => (this.#flags.at(row) & START_KNOWN) !== 0;
  hasReport = (row: number): boolean => (this.#flags.at(row) & REPORT) !== 0;
  isDisturbed = (row: number): boolean => (this.#flags.at(row) & DISTURBED) !== 0;
  isRetried = (row: number): boolean => (this.#flags.at(row) & RETRIED) !== 0;
  isInVain = (row: number): boolean => (this.#flags.at(row) & IN_VAIN) !== 0;
  isTooManyOpen = (row: number): boolean => (this.#flags.at(row) & TOO_MANY_OPEN) !== 0;
  /** It was answered well, or waited for in vain: what latency is told of. */
  isTimed = (row: number): boolean => this.is(row, 'answered') || this.isInVain(row);
  sentAt = (row: number): number => this.due.at(row) + this.lateness.at(row);
  /** When its answer was there, or when it was given up. */
  endedAt = (row: number): number => this.due.at(row) + this.latency.at(row);

  #push(kind: RowKind, dueMs: number, phase: number, functionIndex: number): number {
    const index = this.due.length;
    this.due.push(dueMs);
    for (const column of [this.duration, this.init, this.billed, this.memoryUsed]) column.push(Number.NaN);
    this.stream.push(0);
    this.phase.push(phase);
    this.function.push(functionIndex);
    this.#kind.push(kindNumber(kind));
    return index;
  }

  #errorTypeNumber(type: string | undefined): number {
    if (type === undefined) return 0;
    const known = this.#errorTypes.indexOf(type);
    if (known >= 0) return known;
    if (this.#errorTypes.length >= MOST_ERROR_TYPES && type !== OTHER_TYPES) return this.#errorTypeNumber(OTHER_TYPES);
    return this.#errorTypes.push(type) - 1;
  }
}

import type { ArmBegin, ArmEnd, Beat, LateReport, LoadInit, LoadLine, LoadRequest } from '../../recording/index.js';
import { Rows } from './rows.js';

/** One load at one memory size as it was recorded. */
export class ArmReading {
  readonly rows = new Rows();
  readonly beats: Beat[] = [];
  readonly inits: LoadInit[] = [];
  end: ArmEnd | undefined;
  /** The latest moment of which anything is told. */
  lastMs = 0;
  lastDueMs = 0;
  readonly #rowOf = new Map<string, number>();
  readonly #unmatched = new Map<string, LateReport>();
  readonly #streams = new Map<string, number>();

  constructor(readonly begin: ArmBegin) {}

  add(line: Exclude<LoadLine, { type: 'arm' | 'provisioned' | 'end' }>): void {
    if (line.type === 'request') this.#addRequest(line);
    else if (line.type === 'report') this.#addReport(line);
    else if (line.type === 'beat') this.#addBeat(line);
    else if (line.type === 'init') this.inits.push(line);
    else this.end = line;
  }

  /** Billed Durations added up, of all that have a report. */
  get billedMs(): number {
    let sum = 0;
    for (let row = 0; row < this.rows.length; row++) sum += this.rows.billed.at(row) || 0;
    return sum;
  }

  #addRequest(request: LoadRequest): void {
    const row = this.rows.add(request);
    this.lastDueMs = Math.max(this.lastDueMs, request.dueMs);
    this.lastMs = Math.max(this.lastMs, request.dueMs + (request.latencyMs ?? 0));
    const { outcome } = request;
    if (!('requestId' in outcome) || outcome.requestId === undefined) return;
    this.#rowOf.set(outcome.requestId, row);
    const early = this.#unmatched.get(outcome.requestId);
    if (early === undefined) return;
    this.#unmatched.delete(outcome.requestId);
    this.#put(row, early);
  }

  /** The same report may come again: a log group that was read twice gives it twice. */
  #addReport(late: LateReport): void {
    const row = this.#rowOf.get(late.requestId);
    if (row === undefined) this.#unmatched.set(late.requestId, late);
    else this.#put(row, late);
  }

  #addBeat(beat: Beat): void {
    this.beats.push(beat);
    this.lastMs = Math.max(this.lastMs, beat.atMs);
  }

  /**
   * Nothing more comes. What ran without an answer is told of by its report alone: a request that was given up has an
   * invocation that went on, and each version that a load runs on has no other callers.
   * @param phaseAt number of the phase of a moment
   */
  finish(phaseAt: (ms: number) => number): void {
    for (const late of this.#unmatched.values()) {
      const endedMs = late.at === null ? this.lastMs : late.at - this.begin.at;
      const dueMs = Math.max(0, endedMs - late.report.durationMs - (late.report.initDurationMs ?? 0));
      this.rows.addReportAlone(late, dueMs, phaseAt(dueMs), this.#stream(late.logStream));
    }
    this.#unmatched.clear();
    this.#rowOf.clear();
  }

  #put(row: number, late: LateReport): void {
    this.rows.putReport(row, late.report, this.#stream(late.logStream));
  }

  #stream(name: string | undefined): number {
    if (name === undefined) return 0;
    const number = this.#streams.get(name) ?? this.#streams.size + 1;
    this.#streams.set(name, number);
    return number;
  }
}

import type { LogHeader, LogLine, LogRecording, Observation } from '../../recording/index.js';
import { type Megabytes, megabytes } from '../../units/index.js';
import type { BilledMean } from '../billed-mean.js';
import { RuleCheck } from './billing-rule.js';
import { InitTally } from './init-tally.js';
import { loggedBilledMean } from './logged-billed-mean.js';
import type { LogsResult } from './logs-result-schema.js';
import { ReadTally } from './read-tally.js';
import { Repeats } from './repeats.js';
import { type LogPrices, resultOf } from './result-of.js';
import { SpanTally } from './span-tally.js';
import { Tally } from './tally.js';

/**
 * Folds the lines of a log's recording, one by one as they are written or read, into figures. It keeps a few numbers a
 * report, in columns, so that a million of them fit into 50 MB; the same lines give the same result, byte for byte.
 */
export class LogAnalysis {
  readonly #tallies = new Map<string, Tally>();
  readonly #streams = new Map<string, number>();
  readonly #inits = new InitTally();
  readonly #read = new ReadTally();
  readonly #span = new SpanTally();
  readonly #rule = new RuleCheck();
  readonly #repeats = new Repeats();

  constructor(
    private readonly header: LogHeader,
    private readonly prices: LogPrices = {},
  ) {}

  /** Reports so far: progress shows it. */
  get reports(): number {
    return this.#span.n;
  }

  add(line: LogLine): void {
    if (line.type === 'observation') this.#addObservation(line);
    else if (line.type === 'init') this.#inits.add(line);
    else this.#read.add(line);
  }

  /** A line of the recording that cannot be read: counted, as a figure may lack it. */
  addUnreadableLine(lineNumber: number, reason: string): void {
    this.#read.addTorn(lineNumber, reason);
  }

  result(): LogsResult {
    return resultOf({
      prices: this.prices,
      header: this.header,
      tallies: [...this.#tallies.values()],
      inits: this.#inits.result,
      read: this.#read,
      span: this.#span,
      billingRule: this.#rule.result,
      repeats: this.#repeats.count,
      streamsKnown: !this.#streams.has(NO_STREAM),
    });
  }

  /** What was read, by function and memory size: what a bill can be asked for. */
  get arms(): LoggedArm[] {
    return [...this.#tallies.values()].map((tally) => ({
      functionName: tally.functionName,
      memorySizeMB: tally.memorySizeMB === null ? null : megabytes(tally.memorySizeMB),
      cold: tally.cold.n,
      warm: tally.warm.n,
      billedMean: (coldShareRatio) => loggedBilledMean(tally, coldShareRatio),
    }));
  }

  #addObservation(line: Observation): void {
    const observation = dated(line);
    const { functionName, report, place, at } = observation;
    this.#span.add(at);
    this.#rule.add(observation);
    this.#repeats.add(observation);
    const memory = report.memorySizeMB ?? null;
    const key = `${memory} ${functionName ?? ''}`;
    let tally = this.#tallies.get(key);
    if (tally === undefined) {
      tally = new Tally(functionName, memory);
      this.#tallies.set(key, tally);
    }
    tally.add(observation, this.#streamNumber(place.logStream));
  }

  /** Negative where the stream is not known. */
  #streamNumber(name = NO_STREAM): number {
    let number = this.#streams.get(name);
    if (number === undefined) {
      number = name === NO_STREAM ? -1 : this.#streams.size;
      this.#streams.set(name, number);
    }
    return number;
  }
}

/** One function at one memory size, as its log shows it, with its numbers of cold and warm starts. */
export interface LoggedArm {
  readonly functionName: string | null;
  readonly memorySizeMB: Megabytes | null;
  readonly cold: number;
  readonly warm: number;
  /** As if this share started cold; `null` where starts that it needs are not in the log. */
  readonly billedMean: (coldShareRatio: number) => BilledMean | null;
}

/** The analysis of a log that was read before. */
export function analyseLog({ header, lines }: LogRecording, prices: LogPrices = {}): LogAnalysis {
  const analysis = new LogAnalysis(header, prices);
  for (const { from, ...read } of lines) {
    if ('line' in read) analysis.add(read.line);
    else analysis.addUnreadableLine(from.number, read.reason);
  }
  return analysis;
}

const NO_STREAM = '';

/** What a Date can hold: a log whose timestamps are in microseconds says nothing of the time, and must not end the reading. */
const FURTHEST_DATE_MS = 8.64e15;
const dated = (line: Observation): Observation =>
  line.at === null || Math.abs(line.at) <= FURTHEST_DATE_MS ? line : { ...line, at: null };

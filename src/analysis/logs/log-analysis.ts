import type { LogHeader, LogLine, Observation } from '../../recording/index.js';
import { RuleCheck } from './billing-rule.js';
import { InitTally } from './init-tally.js';
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

const NO_STREAM = '';

/** What a Date can hold: a log whose timestamps are in microseconds says nothing of the time, and must not end the reading. */
const FURTHEST_DATE_MS = 8.64e15;
const dated = (line: Observation): Observation =>
  line.at === null || Math.abs(line.at) <= FURTHEST_DATE_MS ? line : { ...line, at: null };

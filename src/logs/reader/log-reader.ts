import type { LogSink } from '../log-sink.js';
import type { LogRecord, MessageMeta, ReadCounts } from '../platform-event.js';
import { isReportLine } from '../report-text.js';
import { CanonicalLines } from './canonical.js';
import { Continued } from './continued.js';
import { Events, type Found } from './events.js';
import { LineFeed } from './line-feed.js';
import { lineStart, STAMP_LENGTH, stampedWith } from './line-start.js';
import { type Scope, Scopes } from './scope.js';
import { stampOf } from './stamp.js';

export interface LogReaderOptions {
  /** File name, `-` for standard input, or the log group. */
  readonly source: string;
  readonly emit: (record: LogRecord) => void;
}

const [BIG_S, BIG_E, BIG_R, BIG_X] = [83, 69, 82, 88];
const SPACE = 32;

/**
 * Reads one log: finds its lines, takes apart what the platform wrote, and gives out each invocation once, with its failure
 * (which REPORTs count: see `Invocations`). Holds a bounded part of the log, however long it is: one line, 8,192 open
 * invocations, 4,096 log streams.
 *
 * Three ways for a line, each for fewer lines than the one before: its first bytes say that it is the application's own;
 * START, END and REPORT in their usual form are read from the bytes; everything else is made a string and goes through the
 * grammar.
 */
export class LogReader implements LogSink {
  readonly #scopes = new Scopes();
  readonly #events: Events;
  readonly #canonical = new CanonicalLines();
  readonly #lines = new LineFeed((buffer, from, isEnded) => this.#take(buffer, from, isEnded));
  /** A REPORT whose next line may belong to it. */
  #continued: { readonly lines: Continued; readonly found: Found } | undefined;
  #meta: MessageMeta = {};
  #scope: Scope = this.#scopes.of({});
  #bytes = 0;
  #messages = 0;
  #line = 0;

  constructor({ source, emit }: LogReaderOptions) {
    this.#events = new Events(source, emit);
  }

  get counts(): ReadCounts {
    const { lookAlikes, invocations } = this.#events;
    return {
      bytes: this.#bytes,
      messages: this.#messages + this.#line,
      lookAlikes: lookAlikes + invocations.lookAlikes,
      unfinished: invocations.unfinished,
    };
  }

  text(chunk: Buffer, meta: MessageMeta = {}): void {
    this.#bytes += chunk.length;
    this.#meta = meta;
    this.#scope = this.#scopes.of(meta);
    this.#lines.push(chunk);
  }

  message(text: string, meta: MessageMeta, line?: number): void {
    this.#bytes += Buffer.byteLength(text);
    this.#messages++;
    this.#events.read(text, { scope: this.#scopes.of(meta), at: meta.timestamp, line }, true);
  }

  end(): void {
    this.#lines.end();
    this.#finish(true);
    this.#events.invocations.end();
  }

  #take(buffer: Buffer, from: number, isEnded: boolean): number {
    let at = from;
    for (let end = buffer.indexOf(10, at); end !== -1; end = buffer.indexOf(10, at)) {
      this.#line++;
      let next = end + 1;
      if (this.#continued !== undefined) this.#read(buffer, at, end, isEnded);
      else {
        next = this.#afterCanonical(buffer, at, end);
        if (next === at) {
          this.#other(buffer, at, end, isEnded);
          next = end + 1;
        }
      }
      at = next;
    }
    return at;
  }

  #other(buffer: Buffer, at: number, end: number, isEnded: boolean): void {
    const start = lineStart(buffer, at, end);
    if (start === 'stamped') this.#stamped(buffer, at, end, isEnded);
    else if (start === 'perhaps') this.#read(buffer, at, end, isEnded);
  }

  /** A line that begins with a digit: behind the timestamp of an export stands any line, behind a tab the function's own. */
  #stamped(buffer: Buffer, at: number, end: number, isEnded: boolean): void {
    const stamped = stampedWith(buffer, at);
    if (stamped === 'tab') return;
    if (stamped === 'space') {
      const start = lineStart(buffer, at + STAMP_LENGTH, end);
      if (start === 'own' && !isHex(buffer[at + STAMP_LENGTH])) return;
      if (start === 'stamped' && stampedWith(buffer, at + STAMP_LENGTH) === 'tab') return;
    }
    this.#read(buffer, at, end, isEnded);
  }

  /** Reads a line that is exactly as AWS writes it and says where the next one begins; leaves any other, saying `at`. */
  #afterCanonical(buffer: Buffer, at: number, end: number): number {
    const first = buffer[at];
    if (first === BIG_R) return this.#afterReport(buffer, at, end);
    if (first === BIG_S) {
      const start = this.#canonical.start(buffer, at, end);
      if (start === undefined) return at;
      this.#scope.plainStart = true;
      this.#events.invocations.start(start.id, start.version, 'text', this.#scope);
      return end + 1;
    }
    if (first !== BIG_E) return at;
    const id = this.#canonical.end(buffer, at, end);
    if (id === undefined) return at;
    this.#events.invocations.ended(id, 'text', this.#scope);
    return end + 1;
  }

  /** A REPORT and its X-Ray line, unless the next line is something else that it may go on in, or is not yet there. */
  #afterReport(buffer: Buffer, at: number, end: number): number {
    let next = end + 1;
    const nextByte = buffer[next];
    if (nextByte === undefined || nextByte <= SPACE) return at;
    let report = this.#canonical.report(buffer, at, end);
    if (report === undefined) return at;
    const place = this.#events.placeOf(this.#scope, this.#line);
    if (nextByte === BIG_X) {
      const nextEnd = buffer.indexOf(10, next);
      report = nextEnd === -1 ? undefined : this.#canonical.traced(report, buffer, next, nextEnd);
      if (report === undefined) return at;
      this.#line++;
      next = nextEnd + 1;
    }
    this.#events.invocations.report({ report, place, at: this.#meta.timestamp }, 'text', this.#scope);
    return next;
  }

  /** Reads a line with the grammar, together with the REPORT above it where it belongs to that. */
  #read(buffer: Buffer, from: number, end: number, isEnded: boolean): void {
    const text = buffer.toString('utf8', from, buffer[end - 1] === 13 && end > from ? end - 1 : end);
    if (this.#continued !== undefined) {
      if (this.#continued.lines.takes(text)) return;
      this.#finish(true);
    }
    const stamp = stampOf(text);
    const rest = text.slice(stamp.length);
    const meta = stamp.logStream === undefined ? this.#meta : { ...this.#meta, logStream: stamp.logStream };
    const found: Found = { scope: this.#scopes.of(meta), at: this.#meta.timestamp ?? stamp.at, line: this.#line };
    if (!isReportLine(rest)) this.#events.read(rest, found, isEnded);
    else {
      this.#continued = { lines: new Continued(rest), found };
      if (!isEnded) this.#finish(false);
    }
  }

  #finish(isEnded: boolean): void {
    const continued = this.#continued;
    this.#continued = undefined;
    if (continued !== undefined) this.#events.read(continued.lines.text, continued.found, isEnded);
  }
}

/** A request id, which stands behind the time in "Task timed out" lines, or a number of another line's time. */
const isHex = (byte = 0): boolean => (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102);

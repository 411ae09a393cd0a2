import type { LogSink } from '../log-sink.js';
import type { LogRecord, MessageMeta, ReadCounts } from '../platform-event.js';
import { isReportLine } from '../report-text.js';
import { CanonicalLines, LONGEST_CANONICAL } from './canonical.js';
import { Continued } from './continued.js';
import { Events, type Found } from './events.js';
import { LineFeed } from './line-feed.js';
import { lineStart, MAY_BEGIN, STAMP_LENGTH, stampedWith } from './line-start.js';
import { type Scope, Scopes } from './scope.js';
import { stampOf } from './stamp.js';

export interface LogReaderOptions {
  /** File name, `-` for standard input, or the log group. */
  readonly source: string;
  readonly emit: (record: LogRecord) => void;
}

const [BIG_S, BIG_E, BIG_R, BIG_X, BIG_Z] = [83, 69, 82, 88, 90];
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
    const lastCanonical = buffer.length - LONGEST_CANONICAL;
    this.#canonical.in(buffer);
    let at = from;
    for (;;) {
      const isOpen = this.#continued !== undefined;
      const isOwn = MAY_BEGIN[buffer[at] ?? 0] === 0 && !isOpen;
      if (!isOwn && !isOpen && at <= lastCanonical && this.#isCanonical(buffer, at, bodyOf(buffer, at))) {
        at = this.#canonical.next;
        continue;
      }
      const end = buffer.indexOf(10, at);
      if (end === -1) return at;
      this.#line++;
      if (isOpen) this.#read(buffer, at, end, isEnded);
      else if (!isOwn) this.#other(buffer, at, end, isEnded);
      at = end + 1;
    }
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

  /** Reads a line if it is exactly as AWS writes it; where the next one begins, `#canonical` knows. */
  #isCanonical(buffer: Buffer, at: number, body: number): boolean {
    const first = buffer[body];
    if (first === BIG_R) return this.#isCanonicalReport(buffer, at, body);
    if (first === BIG_S) {
      if (!this.#canonical.start(body)) return false;
      this.#line++;
      this.#scope.plainStart = true;
      this.#events.invocations.start(this.#canonical.id, this.#canonical.version, 'text', this.#scope);
      return true;
    }
    if (first !== BIG_E || !this.#canonical.end(body)) return false;
    this.#line++;
    this.#events.invocations.ended(this.#canonical.id, 'text', this.#scope);
    return true;
  }

  /** A REPORT and its X-Ray line, unless the next line is something else that it may go on in. */
  #isCanonicalReport(buffer: Buffer, from: number, body: number): boolean {
    let report = this.#canonical.report(body);
    const next = report === undefined ? 0 : (buffer[this.#canonical.next] ?? 0);
    if (next === BIG_X && report !== undefined) report = this.#canonical.traced(report);
    if (report === undefined || next <= SPACE) return false;
    this.#line++;
    const place = this.#events.placeOf(this.#scope, this.#line);
    if (next === BIG_X) this.#line++;
    const at = this.#meta.timestamp ?? (body === from ? undefined : stampOf(buffer.toString('latin1', from, body)).at);
    this.#events.invocations.report({ report, place, at }, 'text', this.#scope);
    return true;
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

/** Where the line begins behind the timestamp of an export, if it has one. */
function bodyOf(buffer: Buffer, at: number): number {
  if (buffer[at + STAMP_LENGTH - 1] !== SPACE || buffer[at + STAMP_LENGTH - 2] !== BIG_Z) return at;
  return stampedWith(buffer, at) === 'space' ? at + STAMP_LENGTH : at;
}

/** A request id, which stands behind the time in "Task timed out" lines, or a number of another line's time. */
const isHex = (byte = 0): boolean => (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102);

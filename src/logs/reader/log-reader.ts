import type { EpochMilliseconds } from '../../units/index.js';
import type { LogSink } from '../log-sink.js';
import { isUnreadable, readMessage } from '../message.js';
import type { LogRecord, MessageMeta, Place, PlatformEvent, ReadCounts } from '../platform-event.js';
import type { Report } from '../report.js';
import { isReportLine } from '../report-text.js';
import type { Reported } from './attempt.js';
import { Continued } from './continued.js';
import { Invocations } from './invocations.js';
import { LineFeed } from './line-feed.js';
import { type LogFormat, type Scope, Scopes } from './scope.js';
import { stampOf } from './stamp.js';

export interface LogReaderOptions {
  /** File name, `-` for standard input, or the log group. */
  readonly source: string;
  readonly emit: (record: LogRecord) => void;
}

/** Reads one log: finds its lines, takes apart what the platform wrote, and gives out each invocation once. */
export class LogReader implements LogSink {
  readonly #source: string;
  readonly #emit: (record: LogRecord) => void;
  readonly #scopes = new Scopes();
  readonly #invocations: Invocations;
  readonly #lines = new LineFeed((line, isEnded) => this.#line(line, isEnded));
  /** A REPORT whose next line may belong to it. */
  #continued: { readonly lines: Continued; readonly found: Found } | undefined;
  #meta: MessageMeta = {};
  #bytes = 0;
  #messages = 0;
  #lineNumber = 0;
  #lookAlikes = 0;

  constructor({ source, emit }: LogReaderOptions) {
    this.#source = source;
    this.#emit = emit;
    this.#invocations = new Invocations(emit);
  }

  get counts(): ReadCounts {
    return {
      bytes: this.#bytes,
      messages: this.#messages,
      lookAlikes: this.#lookAlikes + this.#invocations.lookAlikes,
      unfinished: this.#invocations.unfinished,
    };
  }

  text(chunk: Buffer, meta: MessageMeta = {}): void {
    this.#bytes += chunk.length;
    this.#meta = meta;
    this.#lines.push(chunk);
  }

  message(text: string, meta: MessageMeta, line?: number): void {
    this.#bytes += Buffer.byteLength(text);
    this.#messages++;
    this.#read(text, { scope: this.#scopes.of(meta), at: meta.timestamp, line }, true);
  }

  end(): void {
    this.#lines.end();
    this.#finish(true);
    this.#invocations.end();
  }

  #line(text: string, isEnded: boolean): void {
    this.#messages++;
    this.#lineNumber++;
    if (this.#continued !== undefined) {
      if (this.#continued.lines.takes(text)) return;
      this.#finish(true);
    }
    const stamp = stampOf(text);
    const rest = text.slice(stamp.length);
    const meta = stamp.logStream === undefined ? this.#meta : { ...this.#meta, logStream: stamp.logStream };
    const found: Found = { scope: this.#scopes.of(meta), at: this.#meta.timestamp ?? stamp.at, line: this.#lineNumber };
    if (!isReportLine(rest)) this.#read(rest, found, isEnded);
    else {
      this.#continued = { lines: new Continued(rest), found };
      if (!isEnded) this.#finish(false);
    }
  }

  #finish(isEnded: boolean): void {
    const continued = this.#continued;
    this.#continued = undefined;
    if (continued !== undefined) this.#read(continued.lines.text, continued.found, isEnded);
  }

  #read(text: string, found: Found, isEnded: boolean): void {
    const read = readMessage(text);
    if (read === undefined) {
      if (isReportLine(text)) this.#lookAlikes++;
      return;
    }
    const { event, at = read.at } = { ...found, event: read.event };
    const place = this.#placeOf(found);
    if (isUnreadable(event)) this.#emit({ kind: 'unreadable', place, ...event });
    else if (event.kind === 'report' && isCut(event.report, text, found.scope, isEnded)) {
      this.#emit({ kind: 'unreadable', place, line: text, reason: 'is cut behind Duration' });
    } else this.#event(event, text, found.scope, { place, at });
  }

  #event(event: PlatformEvent, text: string, scope: Scope, { place, at }: Omit<Reported, 'report'>): void {
    if (event.kind === 'init-report' || event.kind === 'restore-report') {
      const name = scope.functionName === undefined ? {} : { functionName: scope.functionName };
      this.#emit({ kind: 'init', place, ...(at === undefined ? {} : { at }), ...name, event });
    } else {
      const format = formatOf(text);
      if (event.kind === 'init-start') scope.functionName ??= event.functionName;
      if (event.kind === 'start' && format === 'text' && !text.includes('\t')) scope.plainStart = true;
      this.#invocations.add(event, format, scope, { place, at });
    }
  }

  #placeOf({ scope: { logStream }, line }: Found): Place {
    return {
      source: this.#source,
      ...(line === undefined ? {} : { line }),
      ...(logStream === undefined ? {} : { logStream }),
    };
  }
}

/** Where a message was found. */
interface Found {
  readonly scope: Scope;
  readonly at: EpochMilliseconds | undefined;
  readonly line: number | undefined;
}

const formatOf = (text: string): LogFormat => (text.trimStart().startsWith('{') ? 'json' : 'text');

/**
 * A Duration and nothing else is the report of Managed Instances in their emulator, whose START has a tab before Version.
 * Behind AWS's own START, or where the log ends without a newline, it is a line that was cut there.
 */
const isCut = (report: Report, text: string, scope: Scope, isEnded: boolean): boolean =>
  report.billedDurationMs === undefined && formatOf(text) === 'text' && (scope.plainStart || !isEnded);

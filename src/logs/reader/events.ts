import type { EpochMilliseconds } from '../../units/index.js';
import { isUnreadable, readMessage } from '../message.js';
import type { LogRecord, Place, PlatformEvent } from '../platform-event.js';
import type { Report } from '../report.js';
import { isReportLine } from '../report-text.js';
import type { Reported } from './attempt.js';
import { Invocations } from './invocations.js';
import type { LogFormat, Scope } from './scope.js';

/** Where a message was found. */
export interface Found {
  readonly scope: Scope;
  readonly at: EpochMilliseconds | undefined;
  readonly line: number | undefined;
}

/** Reads the messages of one source and turns what the platform wrote into records. */
export class Events {
  readonly invocations: Invocations;
  readonly #source: string;
  readonly #emit: (record: LogRecord) => void;
  /** Reports of monitoring agents. */
  lookAlikes = 0;

  constructor(source: string, emit: (record: LogRecord) => void) {
    this.#source = source;
    this.#emit = emit;
    this.invocations = new Invocations(emit);
  }

  /** Reads one message. `isEnded` is false where its log ends without a newline. */
  read(text: string, found: Found, isEnded: boolean): void {
    const read = readMessage(text);
    if (read === undefined) {
      if (isReportLine(text)) this.lookAlikes++;
      return;
    }
    const { event } = read;
    const { scope, at = read.at } = found;
    const place = this.placeOf(scope, found.line);
    if (isUnreadable(event)) this.#emit({ kind: 'unreadable', place, ...event });
    else if (event.kind === 'report' && isCut(event.report, text, scope, isEnded)) {
      this.#emit({ kind: 'unreadable', place, line: text, reason: 'is cut behind Duration' });
    } else this.#event(event, text, scope, { place, at });
  }

  placeOf({ logStream }: Scope, line: number | undefined): Place {
    const source = this.#source;
    if (logStream === undefined) return line === undefined ? { source } : { source, line };
    return line === undefined ? { source, logStream } : { source, line, logStream };
  }

  #event(event: PlatformEvent, text: string, scope: Scope, { place, at }: Omit<Reported, 'report'>): void {
    if (event.kind === 'init-report' || event.kind === 'restore-report') {
      const name = scope.functionName === undefined ? {} : { functionName: scope.functionName };
      this.#emit({ kind: 'init', place, ...(at === undefined ? {} : { at }), ...name, event });
    } else {
      const format = formatOf(text);
      if (event.kind === 'init-start') scope.functionName ??= event.functionName;
      if (event.kind === 'start' && format === 'text' && !text.includes('\t')) scope.plainStart = true;
      this.invocations.add(event, format, scope, { place, at });
    }
  }
}

const formatOf = (text: string): LogFormat => (text.trimStart().startsWith('{') ? 'json' : 'text');

/**
 * A Duration and nothing else is the report of Managed Instances in their emulator, whose START has a tab before Version.
 * Behind AWS's own START, or where the log ends without a newline, it is a line that was cut there.
 */
const isCut = (report: Report, text: string, scope: Scope, isEnded: boolean): boolean =>
  report.billedDurationMs === undefined && formatOf(text) === 'text' && (scope.plainStart || !isEnded);

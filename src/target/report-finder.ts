import { setTimeout as sleep } from 'node:timers/promises';
import { type CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { findReport, isReport, type Report, type Unreadable } from '../logs/index.js';

/**
 * CloudWatch Logs shows an event some seconds after it was written, now and then a minute later. These waits add up to
 * 90 s, which nearly every report keeps to.
 */
const PATIENT_WAITS_MS: readonly number[] = [0, 500, 1000, 1500, 2000, 5000, 10_000, 10_000, 15_000, 20_000, 25_000];

/**
 * After so many reports that never came, a function is taken for one that writes none (log level WARN, no permission to
 * write logs): the others are then waited for 5 s only, until one comes after all.
 */
const MISSES_BEFORE_HURRY = 2;
const HURRIED_WAITS = 5;

/** Looked back from now: the longest invocation and some more. */
const LOOK_BACK_MS = 20 * 60_000;

export interface ReportFinderOptions {
  readonly logs: CloudWatchLogsClient;
  readonly logGroupName: string;
  /** Replaced in tests. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Finds the reports of single invocations in one function's log group, for when the log tail has lost them: it holds
 * 4 KB, which a JSON log exceeds easily.
 */
export class ReportFinder {
  #misses = 0;
  readonly #options: Required<ReportFinderOptions>;
  constructor(options: ReportFinderOptions) {
    this.#options = { wait: (ms, signal) => sleep(ms, undefined, { signal }), ...options };
  }

  /** What cannot be found is unreadable and says why: the measurement is then counted, not lost, and the run goes on. */
  async find(requestId: string, signal: AbortSignal): Promise<Report | Unreadable> {
    const { wait, logGroupName } = this.#options;
    const waits = this.#misses >= MISSES_BEFORE_HURRY ? PATIENT_WAITS_MS.slice(0, HURRIED_WAITS) : PATIENT_WAITS_MS;
    let trouble = `log group ${logGroupName} holds no report for it`;
    for (const ms of waits) {
      try {
        await wait(ms, signal);
        const found = findReport(await this.#linesNaming(requestId, signal), requestId);
        if (isReport(found)) {
          this.#misses = 0;
          return found;
        }
      } catch (error) {
        if (signal.aborted) return { line: '', reason: 'the run ended before its report was found' };
        trouble = `log group ${logGroupName} cannot be read (${(error as Error).name})`;
        if (/AccessDenied|UnrecognizedClient|ExpiredToken/.test((error as Error).name))
          return { line: '', reason: trouble };
        // A log group that is not there yet comes with its first event; a throttle passes.
      }
    }
    this.#misses += 1;
    const waited = waits.reduce((total, ms) => total + ms, 0) / 1000;
    return { line: '', reason: `${trouble}, ${waited} s after the invocation` };
  }

  async #linesNaming(requestId: string, signal: AbortSignal): Promise<string> {
    const { logs, logGroupName } = this.#options;
    const query = { logGroupName, startTime: Date.now() - LOOK_BACK_MS, filterPattern: `"${requestId}"` };
    const messages: string[] = [];
    // CloudWatch Logs gives empty pages with more behind them.
    for await (const page of paginateFilterLogEvents({ client: logs }, query)) {
      signal.throwIfAborted();
      messages.push(...(page.events ?? []).map(({ message = '' }) => message));
    }
    return messages.join('\n');
  }
}

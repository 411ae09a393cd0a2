import { setTimeout as sleep } from 'node:timers/promises';
import { type CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { findReport, findThrown, isReport, type Report, type Thrown, type Unreadable } from '../logs/index.js';
import type { EpochMilliseconds } from '../units/index.js';
import { LONGEST_WAIT_OF_EVENT_S } from './invoke-event.js';

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

/** Between two looks for the report of an event, which may run for minutes: a few seconds more are then nothing. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** Where an event was begun before it was sent: clocks of two machines differ. */
const CLOCK_SKEW_MS = 60_000;
/** Lambda's longest, for a function that does not say. */
const LONGEST_TIMEOUT_S = 900;

/** An asynchronous invocation: when it was sent, and by when its report is there, if it ever is. */
export interface AwaitedEvent {
  readonly sentAt: EpochMilliseconds;
  readonly withinMs: number;
}

/** It may wait in the queue, then run for its whole timeout, and then its report has still to come. */
export function eventOf(
  sentAt: EpochMilliseconds | undefined,
  timeoutS: number = LONGEST_TIMEOUT_S,
): AwaitedEvent | undefined {
  if (sentAt === undefined) return undefined;
  const patienceMs = PATIENT_WAITS_MS.reduce((total, ms) => total + ms, 0);
  return { sentAt, withinMs: (LONGEST_WAIT_OF_EVENT_S + timeoutS) * 1000 + patienceMs };
}

/** A report, and of an event what its handler threw, where the log says so beside the report. */
export type Found = Report & { readonly thrown?: Thrown };

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
  async find(requestId: string, signal: AbortSignal, event?: AwaitedEvent): Promise<Found | Unreadable> {
    const { wait, logGroupName } = this.#options;
    const waits = event === undefined ? this.#waits() : pausesWithin(event.withinMs);
    let trouble = `log group ${logGroupName} holds no report for it`;
    for (const ms of waits) {
      try {
        await wait(ms, signal);
        const lines = await this.#linesNaming(requestId, signal, event);
        const found = findReport(lines, requestId);
        if (isReport(found)) {
          this.#misses = 0;
          const thrown = event === undefined ? undefined : findThrown(lines, requestId);
          return thrown === undefined ? found : { ...found, thrown };
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
    return { line: '', reason: `${trouble}, ${Math.round(waited)} s after the invocation` };
  }

  #waits(): readonly number[] {
    return this.#misses >= MISSES_BEFORE_HURRY ? PATIENT_WAITS_MS.slice(0, HURRIED_WAITS) : PATIENT_WAITS_MS;
  }

  async #linesNaming(requestId: string, signal: AbortSignal, event: AwaitedEvent | undefined): Promise<string> {
    const { logs, logGroupName } = this.#options;
    const startTime = event === undefined ? Date.now() - LOOK_BACK_MS : event.sentAt - CLOCK_SKEW_MS;
    const query = { logGroupName, startTime, filterPattern: `"${requestId}"` };
    const messages: string[] = [];
    // CloudWatch Logs gives empty pages with more behind them.
    for await (const page of paginateFilterLogEvents({ client: logs }, query)) {
      signal.throwIfAborted();
      messages.push(...(page.events ?? []).map(({ message = '' }) => message));
    }
    return messages.join('\n');
  }
}

/** Waits that grow, and add up to so much. */
function pausesWithin(ms: number): readonly number[] {
  const pauses = [0];
  for (let [sum, pause] = [0, FIRST_PAUSE_MS]; sum < ms; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    pauses.push(pause);
    sum += pause;
  }
  return pauses;
}

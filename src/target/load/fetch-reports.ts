import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { isUnreadable, parseMessage, type Report } from '../../logs/index.js';
import { type EpochMilliseconds, epochMilliseconds, milliseconds } from '../../units/index.js';
import { TargetError } from '../error.js';
import { LogGroupDenied, type LogGroupEvent, readLogGroup } from '../log-group.js';
import type { AwaitedReports } from './awaited-reports.js';

/**
 * CloudWatch Logs shows an event some seconds after it was written, now and then a minute later. These waits add up to
 * 90 s, which nearly every report keeps to. Each is followed by reading the whole span.
 */
const WAITS_MS: readonly number[] = [0, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];

/** Where an invocation began before the load's clock: clocks of two machines differ. */
const CLOCK_SKEW_MS = 60_000;

/** Of text logs and of JSON logs. What a function prints itself passes too, and is not awaited. */
const REPORTS_ALONE = '?"REPORT RequestId" ?"platform.report"';

export interface FoundReport {
  readonly requestId: string;
  readonly at: EpochMilliseconds | null;
  readonly logStream?: string;
  readonly report: Report;
}

export interface ReportSource {
  readonly logs: CloudWatchLogsClient;
  readonly logGroup: string;
  /** When the load began. */
  readonly start: EpochMilliseconds;
}

export interface ReportHearer {
  /** In batches, as the log group gives them. */
  readonly onReports: (found: readonly FoundReport[]) => void;
  /** Before each wait for those that are missing. */
  readonly onWait?: (missing: number) => void;
  readonly signal: AbortSignal;
  /** Replaced in tests. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Fetches the reports that are awaited, all of a load at once and not one by one: FilterLogEvents is allowed a few calls
 * a second. Ends when all have come, or after 90 s, or where it may not be read, or when the signal is raised: what is missing
 * then is still awaited.
 * @returns why it could not be read, where that is why reports are missing
 */
export async function fetchReports(
  { logs, logGroup, start }: ReportSource,
  awaited: AwaitedReports,
  hearer: ReportHearer,
): Promise<string | undefined> {
  const { wait = (ms, signal) => sleep(ms, undefined, { signal }), signal } = hearer;
  let trouble: string | undefined;
  try {
    for (const ms of WAITS_MS) {
      if (awaited.missing === 0) return undefined;
      if (ms > 0) hearer.onWait?.(awaited.missing);
      await wait(ms, signal);
      trouble = await readOnce({ logs, logGroup, start }, awaited, hearer);
    }
  } catch (error) {
    if (error instanceof LogGroupDenied) return error.problem;
    if (!signal.aborted) throw error;
  }
  return trouble;
}

async function readOnce(
  { logs, logGroup, start }: ReportSource,
  awaited: AwaitedReports,
  { onReports, signal }: ReportHearer,
): Promise<string | undefined> {
  let found: FoundReport[] = [];
  const handOn = (): void => {
    if (found.length > 0) onReports(found);
    found = [];
  };
  const from = epochMilliseconds(start - CLOCK_SKEW_MS);
  try {
    await readLogGroup(
      logs,
      { logGroup, start: from, filterPattern: REPORTS_ALONE },
      {
        signal,
        onEvent: (event) => {
          const report = reportIn(event);
          if (report !== undefined && awaited.take(report.requestId)) found.push(report);
        },
        onPage: handOn,
        wait: (ms) => sleep(milliseconds(ms), undefined, { signal }),
      },
    );
    return undefined;
  } catch (error) {
    handOn();
    // A log group that is not there yet comes with its first event; a denied one stays denied.
    if (error instanceof TargetError && !(error instanceof LogGroupDenied)) return error.problem;
    throw error;
  }
}

function reportIn({ message, timestamp, logStream }: LogGroupEvent): FoundReport | undefined {
  const event = parseMessage(message);
  if (event === undefined || isUnreadable(event) || event.kind !== 'report') return undefined;
  const { report } = event;
  if (report.requestId === undefined) return undefined;
  return {
    requestId: report.requestId,
    at: timestamp ?? null,
    ...(logStream === undefined ? {} : { logStream }),
    report,
  };
}

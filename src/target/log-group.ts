import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CloudWatchLogsClient,
  type FilteredLogEvent,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type EpochMilliseconds, epochMilliseconds, type Milliseconds, milliseconds } from '../units/index.js';
import { TargetError } from './error.js';
import { explain } from './explain.js';
import { isOfCaller } from './troubles/index.js';

export interface LogGroupQuery {
  readonly logGroup: string;
  readonly start?: EpochMilliseconds;
  readonly end?: EpochMilliseconds;
  /** In CloudWatch's filter syntax; every event without it. */
  readonly filterPattern?: string;
  /** Of the streams to look through; every one without it. */
  readonly logStreamNamePrefix?: string;
}

export interface LogGroupEvent {
  readonly message: string;
  readonly timestamp?: EpochMilliseconds;
  readonly logStream?: string;
}

export interface LogGroupHearer {
  readonly onEvent: (event: LogGroupEvent) => void;
  /** After each page, an empty one too. @param throttled how often the service has asked to slow down so far */
  readonly onPage?: (throttled: number) => void;
  /** Before each wait for a service that has asked to slow down, so often so far. */
  readonly onBusy?: (throttled: number) => void;
  readonly signal: AbortSignal;
  /** How to wait; tests do not. */
  readonly wait?: (time: Milliseconds, signal: AbortSignal) => Promise<unknown>;
}

/** Whoever asks may not read it: to ask again later is in vain. */
export class LogGroupDenied extends TargetError {}

/** FilterLogEvents is allowed 5 to 25 times a second an account, all its users together (quotas page, 2026). */
const MOST_ATTEMPTS = 10;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
const SLOW_DOWN = /Throttl|LimitExceeded|TooManyRequests|ServiceUnavailable/;

/**
 * All events of a log group within a span, in the order of their time, page by page. Whoever reads what is not known yet
 * asks for everything and not for the reports alone: without START and the lines beside a report it cannot be told from
 * one that the function prints itself.
 * A page may be empty with more behind it. When the service is busy it waits, longer each time and never as long as
 * another client (full jitter). @throws TargetError
 */
export async function readLogGroup(
  logs: CloudWatchLogsClient,
  query: LogGroupQuery,
  hearer: LogGroupHearer,
): Promise<void> {
  const { logGroup, start, end, filterPattern, logStreamNamePrefix } = query;
  const which = {
    ...(start === undefined ? {} : { startTime: start }),
    ...(end === undefined ? {} : { endTime: end }),
    ...(filterPattern === undefined ? {} : { filterPattern }),
    ...(logStreamNamePrefix === undefined ? {} : { logStreamNamePrefix }),
  };
  let throttled = 0;
  let nextToken: string | undefined;
  do {
    hearer.signal.throwIfAborted();
    const token = nextToken === undefined ? {} : { nextToken };
    const command = new FilterLogEventsCommand({ logGroupName: logGroup, ...which, ...token });
    const page = await patiently(
      () => logs.send(command, { abortSignal: hearer.signal }),
      logGroup,
      hearer,
      () => {
        throttled += 1;
        hearer.onBusy?.(throttled);
      },
    );
    for (const event of page.events ?? []) hearer.onEvent(eventOf(event));
    hearer.onPage?.(throttled);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

async function patiently<T>(
  call: () => Promise<T>,
  logGroup: string,
  hearer: LogGroupHearer,
  onBusy: () => void,
): Promise<T> {
  const wait = hearer.wait ?? ((time, signal) => sleep(time, undefined, { signal }));
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      hearer.signal.throwIfAborted();
      if (attempt >= MOST_ATTEMPTS || !SLOW_DOWN.test((error as Error).name)) throw inWords(error, logGroup);
      onBusy();
      await wait(milliseconds(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt)), hearer.signal);
    }
  }
}

function inWords(error: unknown, logGroup: string): TargetError {
  const { name } = error as Error;
  if (name === 'ResourceNotFoundException') {
    return new TargetError(
      `there is no log group ${logGroup}`,
      'check the name and the region (--region); "aws logs describe-log-groups" lists them; that of a function is /aws/lambda/NAME, and is made when it first runs',
    );
  }
  if (SLOW_DOWN.test(name)) {
    return new TargetError(
      `reading ${logGroup}: the service still asks to slow down after ${MOST_ATTEMPTS} attempts (${name})`,
      'others read logs of this account and region: go on later (--resume with the folder, where there is one), or ask AWS for a higher quota of FilterLogEvents',
    );
  }
  const { problem, hint } = explain(error, `reading ${logGroup}`);
  const isForGood = /AccessDenied/.test(name) || isOfCaller(error);
  return isForGood ? new LogGroupDenied(problem, hint) : new TargetError(problem, hint);
}

const eventOf = ({ message = '', timestamp, logStreamName }: FilteredLogEvent): LogGroupEvent => ({
  message,
  ...(timestamp === undefined ? {} : { timestamp: epochMilliseconds(timestamp) }),
  ...(logStreamName === undefined ? {} : { logStream: logStreamName }),
});

import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { isUnreadable, parseMessage } from '../logs/index.js';
import type { FoundInit } from '../recording/index.js';
import { type EpochMilliseconds, epochMilliseconds } from '../units/index.js';
import { TargetError } from './error.js';
import { type LogGroupEvent, readLogGroup } from './log-group.js';
import { usualLogGroup } from './usual-log-group.js';

/** Of text logs and of JSON logs; what a function prints itself is told by its form. */
const INIT_REPORTS = '?"INIT_REPORT" ?"platform.initReport"';

/** An init is over before its version is ready, so that its report is there at the end of a visit, but for some seconds. */
const WAITS_MS: readonly number[] = [0, 1000, 2000, 4000];
/** After so many versions without one nobody waits any more: a log level of WARN, or a log group that may not be written. */
const MISSES_BEFORE_HURRY = 2;
/** Where this machine's clock is ahead of AWS's. */
const CLOCK_SKEW_MS = 60_000;
const DAY_MS = 86_400_000;
/** A stream is named after the day on which its environment began: provisioned ones are made anew every few hours. */
const MOST_DAYS = 2;

export interface InitFinderOptions {
  readonly logs: CloudWatchLogsClient;
  readonly logGroup: string;
  readonly functionName: string;
  /** Replaced in tests. */
  readonly now?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Finds the reports of inits that were no invocation's: of SnapStart when a version is published, and of provisioned
 * concurrency before its environments are ready (developer guide, "Monitoring for Lambda SnapStart" and "Log-level
 * filtering", read 2026-11). They are in the log group alone, in the streams of their version. That the init of a
 * snapshot has a stream of that name too could not be verified without an AWS account.
 */
export class InitFinder {
  #misses = 0;
  /** Of those that were given out: a version that is measured as it is has several visits, and each init is told once. */
  readonly #told = new Set<string>();
  /** Versions of which there were any. */
  readonly #found = new Set<string>();
  readonly #options: Required<InitFinderOptions>;
  constructor(options: InitFinderOptions) {
    this.#options = { now: Date.now, wait: (ms, signal) => sleep(ms, undefined, { signal }), ...options };
  }

  /** Those that have not been given out yet. @param version its number, or `$LATEST` @param since when the first of them may have begun */
  async find(version: string, since: EpochMilliseconds, signal: AbortSignal): Promise<readonly FoundInit[]> {
    const { logGroup, wait } = this.#options;
    let reason = `log group ${logGroup} holds no INIT_REPORT of version ${version}`;
    try {
      for (const ms of this.#misses >= MISSES_BEFORE_HURRY ? WAITS_MS.slice(0, 1) : WAITS_MS) {
        await wait(ms, signal);
        const found = await this.#look(version, since, signal);
        if (typeof found === 'string') {
          reason = found;
          break;
        }
        if (found.length > 0 || this.#found.has(version)) {
          this.#found.add(version);
          return found;
        }
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      reason = 'the run ended before it was looked for';
    }
    this.#misses += 1;
    return [{ kind: 'missing', reason }];
  }

  /** What has come by now, or why it cannot be read. */
  async #look(version: string, since: EpochMilliseconds, signal: AbortSignal): Promise<readonly FoundInit[] | string> {
    const { logs, logGroup } = this.#options;
    const found: FoundInit[] = [];
    const start = epochMilliseconds(since - CLOCK_SKEW_MS);
    const onEvent = (event: LogGroupEvent): void => {
      const init = initIn(event);
      const identity = `${event.logStream} ${event.timestamp} ${event.message}`;
      if (init === undefined || this.#told.has(identity)) return;
      this.#told.add(identity);
      found.push(init);
    };
    try {
      for (const logStreamNamePrefix of this.#prefixes(version, start)) {
        const query = { logGroup, start, filterPattern: INIT_REPORTS, logStreamNamePrefix };
        await readLogGroup(logs, query, { signal, onEvent });
      }
      return found;
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      return error.problem;
    }
  }

  /**
   * `2026/11/27/[3]`; where a function was told its log group its name stands before (developer guide, "Configuring
   * CloudWatch log groups", read 2026-11). So the service looks through the streams of this version alone.
   */
  #prefixes(version: string, start: EpochMilliseconds): readonly string[] {
    const { logGroup, functionName, now } = this.#options;
    const name = functionName.split(':').at(-1) ?? functionName;
    const owner = logGroup === usualLogGroup(name) ? '' : name;
    const last = Math.floor(now() / DAY_MS);
    const first = Math.max(Math.floor(start / DAY_MS), last - MOST_DAYS + 1);
    return Array.from({ length: last - first + 1 }, (_, index) => {
      const day = new Date((first + index) * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '/');
      return `${day}/${owner}[${version}]`;
    });
  }
}

function initIn({ message, timestamp }: LogGroupEvent): FoundInit | undefined {
  const event = parseMessage(message);
  if (event === undefined || isUnreadable(event) || event.kind !== 'init-report') return undefined;
  return { ...event, at: timestamp ?? null };
}

import {
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { Unreadable } from '../logs/index.js';
import type { EpochMilliseconds, Megabytes } from '../units/index.js';
import type { Connection } from './connection.js';
import { calling } from './explain.js';
import { type Invoke, invoking } from './invoking.js';
import { deleteFunction } from './put-back.js';
import { eventOf, type Found, ReportFinder } from './report-finder.js';
import { usualLogGroup } from './usual-log-group.js';
import { whenReady } from './when-ready.js';

/** One memory size of the function, on an execution environment that has served nothing yet. */
export interface FreshVersion {
  /** Its number: with the function's name what is invoked. */
  readonly version: string;
  readonly logGroup: string;
  invoke: Invoke;
  /** The report, where the log tail did not hold it. @param sentAt of an asynchronous one, which may not have begun */
  fetchReport(requestId: string, signal: AbortSignal, sentAt?: EpochMilliseconds): Promise<Found | Unreadable>;
  /** Removes the version again. */
  discard(): Promise<void>;
}

/**
 * The function whose memory size is tuned. Each visit to a size publishes a version of it and invokes that: a version
 * never changes under the measurement, its first invocation is a cold start by construction, and whatever invokes the
 * function's own versions and aliases meanwhile is neither disturbed nor measured.
 */
export class FunctionUnderTest {
  #published = 0;
  #codeSha256: string | undefined;
  #reports: ReportFinder | undefined;
  constructor(
    private readonly connection: Connection,
    readonly name: string,
    /** Starts every description that is written, so that exactly this run's traces can be found and removed. */
    readonly marker: string,
  ) {}

  configuration(qualifier?: string): Promise<FunctionConfiguration> {
    const Qualifier = qualifier === undefined ? {} : { Qualifier: qualifier };
    return calling('reading the function', () =>
      this.connection.control.send(new GetFunctionConfigurationCommand({ FunctionName: this.name, ...Qualifier })),
    );
  }

  /**
   * Publishes the function at a memory size. The description makes each version differ, else AWS returns the last; and
   * AWS refuses when the code is no longer the one that the run began with.
   */
  async freshVersion(memorySize: Megabytes, signal: AbortSignal): Promise<FreshVersion> {
    const { control } = this.connection;
    const FunctionName = this.name;
    this.#published += 1;
    const Description = `${this.marker} ${this.#published}`;
    const { version, logGroup, reports, timeoutS } = await calling(
      `setting the memory size to ${memorySize} MB`,
      async () => {
        await control.send(
          new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: memorySize, Description }),
        );
        const { CodeSha256, LoggingConfig, Timeout } = await whenReady(this.connection, FunctionName, { signal });
        this.#codeSha256 ??= CodeSha256;
        const logGroupName = LoggingConfig?.LogGroup ?? usualLogGroup(FunctionName);
        this.#reports ??= new ReportFinder({ logs: this.connection.logs, logGroupName });
        const code = this.#codeSha256 === undefined ? {} : { CodeSha256: this.#codeSha256 };
        const { Version = '$LATEST' } = await control.send(
          new PublishVersionCommand({ FunctionName, Description, ...code }),
        );
        await whenReady(this.connection, FunctionName, { qualifier: Version, signal });
        return { version: Version, logGroup: logGroupName, reports: this.#reports, timeoutS: Timeout };
      },
    );
    return {
      version,
      logGroup,
      invoke: invoking(this.connection, FunctionName, version),
      fetchReport: (requestId, signal, sentAt) => reports.find(requestId, signal, eventOf(sentAt, timeoutS)),
      discard: () => calling('removing a version', () => deleteFunction(this.connection, FunctionName, version)),
    };
  }
}

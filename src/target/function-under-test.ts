import {
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { Unreadable } from '../logs/index.js';
import type { FoundInit } from '../recording/index.js';
import { type EpochMilliseconds, epochMilliseconds, type Megabytes } from '../units/index.js';
import type { Connection } from './connection.js';
import { readingFunction } from './diagnosis/find-function.js';
import { readingQualified } from './diagnosis/find-qualifier.js';
import { calling } from './explain.js';
import { InitFinder } from './init-finder.js';
import { type Invoke, invoking } from './invoking.js';
import type { Journal } from './journal/index.js';
import { type Kept, Latest } from './latest.js';
import { type ProvisionedVersion, type Provisioning, provisionVersion } from './provisioned-version.js';
import { deleteFunction } from './put-back/index.js';
import { eventOf, type Found, ReportFinder } from './report-finder.js';
import { refuseOtherVersion } from './somebody-else.js';
import { usualLogGroup } from './usual-log-group.js';
import { whenReady } from './when-ready.js';

/** One memory size of the function, on an execution environment that has served nothing yet. */
export interface FreshVersion {
  /** Its number: with the function's name what is invoked. */
  readonly version: string;
  readonly logGroup: string;
  /** Whether provisioned concurrency keeps environments of it. */
  readonly isProvisioned?: boolean;
  /** Of the run's own asking; it ends with the version. */
  readonly provisioned?: ProvisionedVersion;
  /** Where it is no version and its environments may be of another size: a report of that one does not count. */
  readonly memorySizeMB?: Megabytes;
  invoke: Invoke;
  /** The report, where the log tail did not hold it. @param sentAt of an asynchronous one, which may not have begun */
  fetchReport(requestId: string, signal: AbortSignal, sentAt?: EpochMilliseconds): Promise<Found | Unreadable>;
  /**
   * Reports of inits that ran before the invocations: of SnapStart, and of provisioned concurrency. Absent where INIT is
   * a part of the first invocation, and in its report.
   */
  fetchInits?(signal: AbortSignal): Promise<readonly FoundInit[]>;
  /**
   * Of what is no version, and so may be changed by others while it is measured.
   * @throws TargetError when somebody else has changed the function
   */
  checkUnchanged?(): Promise<void>;
  /** Whether such a change was found: no more is to be invoked, and `giveBack` throws what was. */
  isChanged?(): boolean;
  /** Of what others invoke too: puts it back once all has been answered. Safe to call twice; `discard` does so as well. */
  giveBack?(): Promise<void>;
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
  #inits: InitFinder | undefined;
  #kept: Kept | undefined;
  #latest: Latest | undefined;
  constructor(
    private readonly connection: Connection,
    readonly name: string,
    /** Stands in every description that is written, so that exactly this run's traces can be found and removed. */
    readonly marker: string,
    /**
     * Of a function that the run has not made: called before the first change. It is put back straight after each version
     * is published.
     */
    private readonly hold?: () => Promise<Kept>,
  ) {}

  /** Where changes of it are written down before they are made; undefined where there was none, or it goes as a whole. */
  get journal(): Journal | undefined {
    return this.#kept?.journal;
  }

  configuration(qualifier?: string): Promise<FunctionConfiguration> {
    const { connection, name } = this;
    const read = (of: { readonly Qualifier?: string }) =>
      connection.control.send(new GetFunctionConfigurationCommand({ FunctionName: name, ...of }));
    const readLatest = () => readingFunction(connection, name, () => read({}));
    return calling('reading the function', () =>
      qualifier === undefined
        ? readLatest()
        : readingQualified(connection, name, qualifier, readLatest, () => read({ Qualifier: qualifier })),
    );
  }

  /**
   * Publishes the function at a memory size; AWS refuses when the code is no longer the one that the run began with.
   * @param provisioning none without it
   */
  async freshVersion(memorySize: Megabytes, signal: AbortSignal, provisioning?: Provisioning): Promise<FreshVersion> {
    const FunctionName = this.name;
    this.#published += 1;
    const number = this.#published;
    await this.begin();
    const publishedAt = epochMilliseconds(Date.now());
    const { version, logGroup, reports, timeoutS, isSnapped } = await calling(
      `setting the memory size to ${memorySize} MB`,
      async () => {
        const { CodeSha256, LoggingConfig, Timeout, SnapStart } = await this.#set(memorySize, number, signal);
        this.#codeSha256 ??= CodeSha256;
        const logGroupName = LoggingConfig?.LogGroup ?? usualLogGroup(FunctionName);
        this.#reports ??= new ReportFinder({ logs: this.connection.logs, logGroupName });
        const version = await this.#publish(number, memorySize);
        await this.#latest?.putBack(memorySize, number);
        await whenReady(this.connection, FunctionName, { qualifier: version, signal });
        const isSnapped = SnapStart?.ApplyOn === 'PublishedVersions';
        return { version, logGroup: logGroupName, reports: this.#reports, timeoutS: Timeout, isSnapped };
      },
    );
    const provisioned = provisioning && (await this.#provision(version, signal, provisioning));
    return {
      version,
      logGroup,
      ...(provisioned === undefined ? {} : { provisioned, isProvisioned: provisioned.failed === undefined }),
      invoke: invoking(this.connection, FunctionName, version),
      fetchReport: (requestId, signal, sentAt) => reports.find(requestId, signal, eventOf(sentAt, timeoutS)),
      ...(isSnapped || provisioned !== undefined
        ? { fetchInits: (signal) => this.#initsIn(logGroup).find(version, publishedAt, signal) }
        : {}),
      discard: () =>
        calling('removing a version', async () => {
          await provisioned?.end();
          await this.#discard(version);
        }),
    };
  }

  #provision(version: string, signal: AbortSignal, provisioning: Provisioning): Promise<ProvisionedVersion> {
    const { connection, name: functionName, journal } = this;
    return calling('giving a version provisioned concurrency', () =>
      provisionVersion({ connection, functionName, version, journal, signal }, provisioning),
    );
  }

  #initsIn(logGroup: string): InitFinder {
    this.#inits ??= new InitFinder({ logs: this.connection.logs, logGroup, functionName: this.name });
    return this.#inits;
  }

  /** Takes what the first change needs; the first visit does so by itself. */
  async begin(): Promise<void> {
    if (this.hold === undefined || this.#kept !== undefined) return;
    this.#kept = await this.hold();
    this.#latest = new Latest(this.connection, this.name, this.marker, this.#kept);
  }

  /** The description makes each version differ, else AWS returns the last one. */
  async #set(memorySize: Megabytes, number: number, signal: AbortSignal): Promise<FunctionConfiguration> {
    if (this.#latest !== undefined) return this.#latest.set(memorySize, number, signal);
    const own = { FunctionName: this.name, MemorySize: memorySize, Description: `${this.marker} ${number}` };
    await this.connection.control.send(new UpdateFunctionConfigurationCommand(own));
    return whenReady(this.connection, this.name, { signal });
  }

  /**
   * A description of its own, which `$LATEST` never has: what somebody else publishes in these seconds has that one, and
   * is told from the run's by it.
   */
  async #publish(number: number, memorySize: Megabytes): Promise<string> {
    const Description = versionDescription(this.marker, number);
    const code = this.#codeSha256 === undefined ? {} : { CodeSha256: this.#codeSha256 };
    this.journal?.before({ kind: 'version', description: Description });
    const made = await this.connection.control.send(
      new PublishVersionCommand({ FunctionName: this.name, Description, ...code }),
    );
    refuseOtherVersion(made, memorySize, Description);
    const { Version = '$LATEST' } = made;
    this.journal?.before({ kind: 'published', version: Version });
    return Version;
  }

  /** A version that somebody has an alias lead to is not deleted; the clean-up at the end says so. */
  async #discard(version: string): Promise<void> {
    await deleteFunction(this.connection, this.name, version).catch((error: unknown) => {
      if ((error as Error).name !== 'ResourceConflictException') throw error;
    });
  }
}

/** Of the versions that a run publishes; the marker comes first. */
export const versionDescription = (marker: string, number: number): string => `${marker} version ${number}`;

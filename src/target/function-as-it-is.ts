import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { epochMilliseconds, type Megabytes } from '../units/index.js';
import type { Connection } from './connection.js';
import { TargetError } from './error.js';
import { calling } from './explain.js';
import { type FreshVersion, FunctionUnderTest } from './function-under-test.js';
import { InitFinder } from './init-finder.js';
import { invokingAsItIs } from './invoking.js';
import { eventOf, ReportFinder } from './report-finder.js';
import { usualLogGroup } from './usual-log-group.js';
import { whenReady } from './when-ready.js';

/**
 * Whether it runs on Managed Instances. A version of such a function starts instances of the account's own, for minutes
 * and at their price, and its memory size is a share of an instance: none is published for a measurement.
 */
export const isOnManagedInstances = ({ CapacityProviderConfig }: FunctionConfiguration): boolean =>
  CapacityProviderConfig !== undefined;

/** Provisioned environments are made anew every few hours (facts/lambda.md 3.2): those that are there began within it. */
const INITS_LOOK_BACK_MS = 24 * 3_600_000;

/** What an invocation without a qualifier reaches there: $LATEST itself has no instances (API model, 2026-10). */
const PUBLISHED = '$LATEST.PUBLISHED';

/**
 * A function that is measured as it stands, of which nothing is published or changed. Its execution environments are those
 * that serve its other callers: an invocation is cold where it happens to be, as its report says.
 */
export class FunctionAsItIs extends FunctionUnderTest {
  #inits: InitFinder | undefined;
  constructor(
    private readonly target: Connection,
    name: string,
    private readonly qualifier: string | undefined,
    private readonly found: FunctionConfiguration,
    /** Or may be: what its reports show of it is then heeded. */
    private readonly isProvisioned = false,
  ) {
    super(target, name, '');
  }

  /** Whether Lambda has reclaimed what it needs: its next invocation wakes it, and takes minutes in a VPC. */
  get isAsleep(): boolean {
    return this.found.State === 'Inactive';
  }

  override async freshVersion(memorySize: Megabytes, signal: AbortSignal): Promise<FreshVersion> {
    const { MemorySize = 128, FunctionName = this.name, LoggingConfig, Timeout } = this.found;
    if (memorySize !== MemorySize) {
      throw new TargetError(
        `${this.name} is measured as it is, and has ${MemorySize} MB, not ${memorySize} MB`,
        'leave --memory out',
      );
    }
    if (this.found.State === 'Pending') await this.#ready(signal);
    const logGroup = LoggingConfig?.LogGroup ?? usualLogGroup(FunctionName);
    const reports = new ReportFinder({ logs: this.target.logs, logGroupName: logGroup });
    const version = this.qualifier ?? (isOnManagedInstances(this.found) ? PUBLISHED : '$LATEST');
    this.#inits ??= new InitFinder({ logs: this.target.logs, logGroup, functionName: FunctionName });
    const inits = this.#inits;
    const { Version = version } = this.found;
    const since = epochMilliseconds(Date.now() - INITS_LOOK_BACK_MS);
    return {
      version,
      logGroup,
      isProvisioned: this.isProvisioned,
      invoke: invokingAsItIs(this.target, this.name, version),
      fetchReport: (requestId, signal, sentAt) => reports.find(requestId, signal, eventOf(sentAt, Timeout)),
      ...(this.isProvisioned ? { fetchInits: (signal) => inits.find(Version, since, signal) } : {}),
      discard: async () => {},
    };
  }

  #ready(signal: AbortSignal): Promise<FunctionConfiguration> {
    const qualifier = this.qualifier === undefined ? {} : { qualifier: this.qualifier };
    return calling('waiting until the function is ready', () =>
      whenReady(this.target, this.name, { ...qualifier, signal }),
    );
  }
}

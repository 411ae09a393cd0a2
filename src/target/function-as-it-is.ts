import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Megabytes } from '../units/index.js';
import type { Connection } from './connection.js';
import { TargetError } from './error.js';
import { type FreshVersion, FunctionUnderTest } from './function-under-test.js';
import { invokingAsItIs } from './invoking.js';
import { eventOf, ReportFinder } from './report-finder.js';
import { usualLogGroup } from './usual-log-group.js';

/**
 * Whether it runs on Managed Instances. A version of such a function starts instances of the account's own, for minutes
 * and at their price, and its memory size is a share of an instance: none is published for a measurement.
 */
export const isOnManagedInstances = ({ CapacityProviderConfig }: FunctionConfiguration): boolean =>
  CapacityProviderConfig !== undefined;

/** What an invocation without a qualifier reaches there: $LATEST itself has no instances (API model, 2026-10). */
const PUBLISHED = '$LATEST.PUBLISHED';

/** A function that is invoked as its callers invoke it, at the one memory size that it has. Nothing of it is changed. */
export class FunctionAsItIs extends FunctionUnderTest {
  readonly #connection: Connection;
  readonly #configuration: FunctionConfiguration;
  readonly #qualifier: string;
  constructor(connection: Connection, name: string, configuration: FunctionConfiguration, qualifier?: string) {
    super(connection, name, '');
    this.#connection = connection;
    this.#configuration = configuration;
    this.#qualifier = qualifier ?? (isOnManagedInstances(configuration) ? PUBLISHED : '$LATEST');
  }

  override async freshVersion(memorySize: Megabytes): Promise<FreshVersion> {
    const { MemorySize, LoggingConfig, Timeout } = this.#configuration;
    if (memorySize !== MemorySize) {
      throw new TargetError(
        `${this.name} is measured as it is, and has ${MemorySize} MB, not ${memorySize} MB`,
        'leave --memory out',
      );
    }
    const logGroup = LoggingConfig?.LogGroup ?? usualLogGroup(this.name);
    const reports = new ReportFinder({ logs: this.#connection.logs, logGroupName: logGroup });
    return {
      version: this.#qualifier,
      logGroup,
      invoke: invokingAsItIs(this.#connection, this.name, this.#qualifier),
      fetchReport: (requestId, signal, sentAt) => reports.find(requestId, signal, eventOf(sentAt, Timeout)),
      discard: async () => {},
    };
  }
}

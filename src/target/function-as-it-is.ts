import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Megabytes } from '../units/index.js';
import type { Connection } from './connection.js';
import { type FreshVersion, FunctionUnderTest } from './function-under-test.js';
import { invokeOnce } from './invoke-once.js';
import { ReportFinder } from './report-finder.js';
import { usualLogGroup } from './usual-log-group.js';

/**
 * A function that is measured as it stands, of which nothing is published or changed. Its execution environments are those
 * that serve its other callers: an invocation is cold where it happens to be, as its report says.
 */
export class FunctionAsItIs extends FunctionUnderTest {
  constructor(
    private readonly target: Connection,
    name: string,
    private readonly qualifier: string | undefined,
    private readonly found: FunctionConfiguration,
  ) {
    super(target, name, '');
  }

  /** @throws Error at a size that it has not: whoever asks has not looked at its configuration */
  override async freshVersion(memorySize: Megabytes): Promise<FreshVersion> {
    const { MemorySize = 128, FunctionName = this.name, LoggingConfig } = this.found;
    if (memorySize !== MemorySize) throw new Error(`${this.name} has ${MemorySize} MB, not ${memorySize} MB`);
    const logGroup = LoggingConfig?.LogGroup ?? usualLogGroup(FunctionName);
    const reports = new ReportFinder({ logs: this.target.logs, logGroupName: logGroup });
    const version = this.qualifier ?? '$LATEST';
    return {
      version,
      logGroup,
      invoke: (payload, signal) => invokeOnce(this.target, this.name, version, payload, signal),
      fetchReport: (requestId, signal) => reports.find(requestId, signal),
      discard: async () => undefined,
    };
  }
}

import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
import { credentials } from '../harness.js';

export const REGION = 'us-east-1';

/** An emulator without functions, and the unmodified SDK on it. */
export class LogsBench {
  readonly emulator: Emulator;
  readonly logs: CloudWatchLogsClient;

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
    this.logs = new CloudWatchLogsClient({ endpoint: emulator.endpoint, region: REGION, credentials, maxAttempts: 1 });
  }

  static async start(): Promise<LogsBench> {
    return new LogsBench(await startEmulator({ port: 0 }));
  }

  async close(): Promise<void> {
    this.logs.destroy();
    await this.emulator.close();
  }
}

export const arnOf = (rest: string): string => `arn:aws:logs:${REGION}:000000000000:${rest}`;
export const refusal = (name: string, message: string | RegExp) => ({ name, message });

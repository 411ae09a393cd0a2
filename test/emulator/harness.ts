import { buffer } from 'node:stream/consumers';
import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  DeleteFunctionCommand,
  InvokeCommand,
  LambdaClient,
  type Runtime,
} from '@aws-sdk/client-lambda';
import yazl from 'yazl';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/index.js';
import { findReport, isReport, type Report } from '../../src/logs/index.js';
import { milliseconds } from '../../src/units/index.js';

export const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

export interface Source {
  readonly [name: string]: string | { readonly content: string | Uint8Array; readonly mode: number };
}

/** The same bytes for the same source, whenever it is packed: their hash is part of what tests compare. */
const PACKED = new Date('2026-01-01T00:00:00Z');

export function zip(source: Source): Promise<Buffer> {
  const file = new yazl.ZipFile();
  for (const [name, value] of Object.entries(source)) {
    const { content, mode } = typeof value === 'string' ? { content: value, mode: 0o100644 } : value;
    file.addBuffer(Buffer.from(content), name, { mode, mtime: PACKED });
  }
  file.end();
  return buffer(file.outputStream);
}

export interface Answer {
  readonly payload: unknown;
  readonly functionError: string | undefined;
  readonly executedVersion: string | undefined;
  readonly log: string;
  readonly report: FullReport;
}

/** What the emulator always prints. */
type FullReport = Report &
  Required<Pick<Report, 'requestId' | 'billedDurationMs' | 'memorySizeMB' | 'maxMemoryUsedMB'>>;
const isFull = (report: Report): report is FullReport =>
  [report.requestId, report.billedDurationMs, report.memorySizeMB, report.maxMemoryUsedMB].every(
    (it) => it !== undefined,
  );

/** An emulator and the unmodified SDK on it. */
export class Bench {
  readonly emulator: Emulator;
  readonly lambda: LambdaClient;

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
    this.lambda = new LambdaClient({ endpoint: emulator.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  }

  static async start(options: Partial<EmulatorOptions> = {}): Promise<Bench> {
    return new Bench(await startEmulator({ port: 0, transition: milliseconds(0), ...options }));
  }

  async create(name: string, source: Source, more: Partial<CreateFunctionCommandInput> = {}): Promise<void> {
    await this.lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Runtime: 'nodejs24.x' as Runtime,
        Handler: 'index.handler',
        Role: 'arn:aws:iam::000000000000:role/test',
        MemorySize: 1769,
        // Not the three seconds that are Lambda's: a busy machine may take as long for nothing.
        Timeout: 60,
        Code: { ZipFile: await zip(source) },
        ...more,
      }),
    );
  }

  async delete(name: string): Promise<void> {
    await this.lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
  }

  async invoke(name: string, event: unknown = {}, qualifier?: string): Promise<Answer> {
    const reply = await this.lambda.send(
      new InvokeCommand({
        FunctionName: name,
        Payload: JSON.stringify(event),
        LogType: 'Tail',
        ...(qualifier === undefined ? {} : { Qualifier: qualifier }),
      }),
    );
    const log = Buffer.from(reply.LogResult ?? '', 'base64').toString();
    const report = findReport(log, reply.$metadata.requestId ?? '');
    if (!isReport(report)) throw new Error(`${report.reason}: ${log}`);
    if (!isFull(report)) throw new Error(`fields are missing: ${log}`);
    return {
      payload: JSON.parse(reply.Payload?.transformToString() ?? 'null'),
      functionError: reply.FunctionError,
      executedVersion: reply.ExecutedVersion,
      log,
      report,
    };
  }

  async close(): Promise<void> {
    this.lambda.destroy();
    await this.emulator.close();
  }
}

export const isEnforced = (bench: Bench): boolean => bench.emulator.facts.cpu.enforced;
export const whyNotEnforced = (bench: Bench): string => {
  const { cpu } = bench.emulator.facts;
  return cpu.enforced ? '' : cpu.reason;
};

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionUrlConfigsCommand,
  ListVersionsByFunctionCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
import {
  type ArmBegin,
  type ArmEnd,
  type LateReport,
  type LoadEnd,
  type LoadHeader,
  type LoadRequest,
  openLoadRecording,
} from '../../../src/recording/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { zipOf } from '../../fixtures/zip.js';
import { type Finished, linesOf, NO_AWS, type Running, startKelvin, until } from '../kelvin.js';

/** All that a load has recorded, by the kind of the line. */
export interface Recorded {
  readonly header: LoadHeader;
  readonly arms: readonly ArmBegin[];
  readonly requests: readonly LoadRequest[];
  readonly reports: readonly LateReport[];
  readonly armEnds: readonly ArmEnd[];
  readonly end: LoadEnd | undefined;
  readonly unreadable: number;
}

export function recordedIn(folder: string): Recorded {
  const { header, lines } = openLoadRecording(join(folder, 'recording.jsonl'));
  const all = [...lines()];
  const ofType = <T extends (typeof all)[number]['type']>(type: T) =>
    all.filter((it): it is Extract<(typeof all)[number], { type: T }> => it.type === type);
  return {
    header,
    arms: ofType('arm'),
    requests: ofType('request'),
    reports: ofType('report'),
    armEnds: ofType('arm-end'),
    end: ofType('end')[0],
    unreadable: ofType('unreadable').length,
  };
}

/** That a load ran to its end: 0, or 4 where the machine that runs the tests was too busy for a claim. */
export function assertLoaded({ code, stdout, stderr }: Pick<Finished, 'code' | 'stdout' | 'stderr'>): void {
  assert.ok(code === 0 || code === 4, `exit code ${code}\n${stderr}\n${stdout}`);
}

/** What a busy machine decides; errors, throttles and memory it does not. */
const TIMED = /^kelvin: missed: (p\d+Latency|coldShare|costPerMillion): /;

/** As above, of a load with thresholds of its own: those on time may be missed, and for nothing else may it have failed. */
export function assertLoadedInItsTime(finished: Pick<Finished, 'code' | 'stdout' | 'stderr'>): void {
  if (finished.code !== 1) {
    assertLoaded(finished);
    return;
  }
  const lines = finished.stderr.split('\n').filter((line) => line.startsWith('kelvin: '));
  assert.ok(lines.length > 0, `exit code 1 without a reason\n${finished.stderr}`);
  for (const line of lines) assert.match(line, TIMED);
}

/** Starts a load and waits until it has sent something. */
export async function loadUntilSending(
  args: readonly string[],
  out: string,
  env: NodeJS.ProcessEnv = NO_AWS,
  lines = 8,
): Promise<Running> {
  const run = startKelvin(['load', ...args, '--out', out], { env });
  const path = join(out, 'recording.jsonl');
  await until(`sending (${run.output()})`, () => linesOf(path) > lines);
  return run;
}

export const countBy = <T>(items: readonly T[], key: (item: T) => string | number): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
};

/** A function that answers after so many milliseconds, by its own handler file. */
export function handlerAt(folder: string, name: string, waitMs: number): string {
  const path = join(folder, `${name}.mjs`);
  const body = `await new Promise((resolve) => setTimeout(resolve, ${waitMs}));`;
  writeFileSync(path, `export const handler = async () => { ${body} return { statusCode: 200, body: 'done' }; };\n`);
  return path;
}

/** A function in an account of its own, and how it stands: all that its owner could care for. */
export class Account {
  readonly client: LambdaClient;
  /** Kelvin finds these by the SDK's own chain; the emulator takes any. */
  readonly env: NodeJS.ProcessEnv;
  constructor(endpoint: string) {
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
    this.client = new LambdaClient({ endpoint, region: 'us-east-1', credentials });
    const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' };
    this.env = { ...NO_AWS, ...keys, AWS_ENDPOINT_URL: endpoint };
  }

  async make(name: string, waitMs: number, MemorySize = 640): Promise<void> {
    const body = `await new Promise((resolve) => setTimeout(resolve, ${waitMs}));`;
    await this.client.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Description: `is ${name}`,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::123456789012:role/orders',
        Code: { ZipFile: await zipOf({ 'index.mjs': `export const handler = async () => { ${body} return 1; };\n` }) },
        MemorySize,
        Timeout: 30,
      }),
    );
    await waitUntilFunctionActiveV2({ client: this.client, minDelay: 0.05, maxWaitTime: 120 }, { FunctionName: name });
  }

  async reserved(FunctionName: string): Promise<number | undefined> {
    const { client } = this;
    return (await client.send(new GetFunctionConcurrencyCommand({ FunctionName }))).ReservedConcurrentExecutions;
  }

  async state(FunctionName: string): Promise<unknown> {
    const { client } = this;
    const { MemorySize, Description } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName }));
    const { Aliases = [] } = await client.send(new ListAliasesCommand({ FunctionName }));
    const { FunctionUrlConfigs = [] } = await client.send(new ListFunctionUrlConfigsCommand({ FunctionName }));
    const versions = Versions.map(({ Version }) => Version);
    return { MemorySize, Description, versions, aliases: Aliases.map(({ Name }) => Name), urls: FunctionUrlConfigs };
  }
}

export const journalsIn = (folder: string): string[] =>
  ['restore.jsonl', 'restore-x86_64.jsonl'].map((it) => join(folder, it)).filter((it) => existsSync(it));

/** The processes that a process has started itself. Linux only. */
export function childrenOf(pid: number): readonly { readonly pid: number; readonly command: string }[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return children.filter((it) => it !== '').map((it) => ({ pid: Number(it), command: commandOf(it) }));
}

/** Nothing of one that has just ended. */
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** An account on an emulator of the tests' own, until they have ended. */
export async function emulatedAccount(
  after: (end: () => Promise<void>) => void,
): Promise<{ readonly account: Account; readonly emulator: Emulator }> {
  const emulator = await startEmulator({ port: 0, transition: milliseconds(0), preferFunctions: true });
  const account = new Account(emulator.endpoint);
  after(async () => {
    account.client.destroy();
    await emulator.close();
  });
  return { account, emulator };
}

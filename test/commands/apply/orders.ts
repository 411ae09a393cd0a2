import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  DeleteFunctionCommand,
  type FunctionConfiguration,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { applyResultSchema } from '../../../src/analysis/index.js';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
import { RecordingWriter } from '../../../src/recording/index.js';
import { epochMilliseconds, megabytes } from '../../../src/units/index.js';
import { headerWith, warmAround } from '../../fixtures/recording.js';
import { zipOf } from '../../fixtures/zip.js';
import { NO_AWS, temporaryFolder } from '../kelvin.js';

export const folder = temporaryFolder(after);
export const ENV = {
  ...NO_AWS,
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'us-east-1',
};

/** Takes half the time at twice the memory, a little better than promised, and uses no CPU that the host could take from it. */
export const HALVES = `export const handler = async ({ fail }) => {
  await new Promise((done) => setTimeout(done, 6144 / process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE));
  if (fail && process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE > 128) throw new Error('not at this size');
};`;
export const STAYS = 'export const handler = () => new Promise((done) => setTimeout(done, 40));';

let emulator: Emulator;
let client: LambdaClient;
before(async () => {
  emulator = await startEmulator({ port: 0, preferFunctions: true });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new LambdaClient({ endpoint: emulator.endpoint, region: 'us-east-1', credentials });
});
after(async () => {
  client.destroy();
  await emulator.close();
});

export const emulatorEndpoint = (): string => emulator.endpoint;

/** The recording of a tuning: faster at twice the memory. */
const recording = join(folder, 'tuned', 'recording.jsonl');
before(() => {
  const header = headerWith({
    scenario: { name: 'orders', memorySizesMB: [megabytes(128), megabytes(256)], strategy: { kind: 'fastest' } },
    function: { name: 'orders', currentMemorySizeMB: megabytes(128) },
    target: { kind: 'endpoint', region: 'us-east-1' },
  });
  const writer = RecordingWriter.create(recording, header);
  for (const measurement of [...warmAround(128, 48, 24), ...warmAround(256, 28, 24)]) writer.append(measurement);
  writer.append({ type: 'end', at: epochMilliseconds(1_795_000_100_000), reason: 'complete' });
  writer.close();
});

const FunctionName = 'orders';
interface Made extends Pick<CreateFunctionCommandInput, 'LoggingConfig'> {
  /** Of the version that the alias leads to; `$LATEST` has 128 MB. */
  readonly aliasMB?: number;
}

export async function makeFunction(code: string, { aliasMB = 128, ...more }: Made = {}): Promise<void> {
  const ZipFile = await zipOf({ 'index.mjs': code });
  await client.send(
    new CreateFunctionCommand({
      ...{ FunctionName, Runtime: 'nodejs24.x', Handler: 'index.handler', Description: 'takes orders' },
      ...{ Role: 'arn:aws:iam::123456789012:role/orders', Code: { ZipFile }, MemorySize: aliasMB, Timeout: 5 },
      ...more,
    }),
  );
  await waitUntilFunctionActiveV2({ client, minDelay: 0.05, maxWaitTime: 120 }, { FunctionName });
  // A function that is made again goes on counting its versions.
  const { Version } = await client.send(new PublishVersionCommand({ FunctionName }));
  await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: Version }));
  if (aliasMB === 128) return;
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 128 }));
  await waitUntilFunctionUpdatedV2({ client, minDelay: 0.05, maxWaitTime: 120 }, { FunctionName });
}
beforeEach(async () => {
  await client.send(new DeleteFunctionCommand({ FunctionName })).catch(() => {});
});

/** Field by field, versions and aliases included; AWS itself changes the two fields left out. */
export async function state() {
  const found = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const { $metadata: _, RevisionId: __, LastModified: ___, ...latest } = found;
  const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName }));
  const { Aliases = [] } = await client.send(new ListAliasesCommand({ FunctionName }));
  return {
    latest,
    versions: Versions.map(({ Version, MemorySize }: FunctionConfiguration) => `${Version} ${MemorySize}`),
    aliases: Aliases.map((it) => [it.Name, it.FunctionVersion, it.RoutingConfig?.AdditionalVersionWeights ?? {}]),
  };
}

/** The tolerance is for the noise of a machine that runs tests: what breaks a promise here breaks it by far more. */
export const argsFor = (name: string, ...more: string[]): string[] => [
  ...[
    'apply',
    recording,
    '--endpoint-url',
    emulator.endpoint,
    '--out',
    join(folder, name),
    '--yes',
    '--tolerance',
    '40%',
    ...more,
  ],
];
export const resultOf = (name: string) =>
  applyResultSchema.parse(JSON.parse(readFileSync(join(folder, name, 'result.json'), 'utf8')));

/** Whether a canary gets a share of what the alias is asked. */
async function isShared(): Promise<boolean> {
  const { RoutingConfig } = await client.send(new GetAliasCommand({ FunctionName, Name: 'live' }));
  return Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {}).length > 0;
}

/**
 * Requests of users, one after the other, from when a canary gets some until the function is called that this returns: before
 * it they would only keep the machine busy on which the promise is measured.
 */
export function traffic(payload: unknown = {}): () => Promise<void> {
  let isOver = false;
  const Payload = Buffer.from(JSON.stringify(payload));
  const lane = async (): Promise<void> => {
    while (!isOver && !(await isShared())) await sleep(100);
    while (!isOver) await client.send(new InvokeCommand({ FunctionName, Qualifier: 'live', Payload }));
  };
  const lanes = Promise.all([lane(), lane()]);
  return async () => {
    isOver = true;
    await lanes;
  };
}

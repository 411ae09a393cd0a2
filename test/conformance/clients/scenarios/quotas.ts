import { zip } from '../../../emulator/harness.js';
import type { Actor } from '../actor.js';
import type { Scenario } from '../scenario.js';
import { invalid, invalidParameter, violation } from './refusals.js';

const MEGABYTE = 1024 * 1024;

export const quotas: Scenario = {
  name: 'quotas',
  async run(actor) {
    await actor.givenFunction('bounded');
    await ofSettings(actor);
    await ofNumbers(actor);
    await ofTexts(actor);
    await ofPayloads(actor);
    await ofLayers(actor);
  },
};

async function ofSettings({ lambda }: Actor): Promise<void> {
  const update = { FunctionName: 'bounded' };
  await lambda.answers('UpdateFunctionConfiguration', {
    ...update,
    MemorySize: 10_240,
    Timeout: 900,
    EphemeralStorage: { Size: 10_240 },
  });
  await lambda.answers('UpdateFunctionConfiguration', {
    ...update,
    MemorySize: 128,
    Timeout: 1,
    EphemeralStorage: { Size: 512 },
  });
}

async function ofNumbers({ lambda }: Actor): Promise<void> {
  const update = { FunctionName: 'bounded' };
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, MemorySize: 10_241 },
    invalidParameter(
      "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240",
    ),
  );
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, MemorySize: 127 },
    invalid(violation('127', 'memorySize', 'have value greater than or equal to 128')),
    'boto3 and aws',
  );
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, Timeout: 901 },
    invalid(violation('901', 'timeout', 'have value less than or equal to 900')),
  );
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, Timeout: 0 },
    invalid(violation('0', 'timeout', 'have value greater than or equal to 1')),
    'boto3 and aws',
  );
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, EphemeralStorage: { Size: 10_241 } },
    invalid(violation('10241', 'ephemeralStorage.size', 'have value less than or equal to 10240')),
  );
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, EphemeralStorage: { Size: 511 } },
    invalid(violation('511', 'ephemeralStorage.size', 'have value greater than or equal to 512')),
    'boto3 and aws',
  );
}

async function ofTexts({ lambda }: Actor): Promise<void> {
  const update = { FunctionName: 'bounded' };
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, Description: 'd'.repeat(257) },
    invalid(violation('d'.repeat(257), 'description', 'have length less than or equal to 256')),
  );
  const LARGE = 'x'.repeat(4096 - '{"LARGE":""}'.length);
  await lambda.answers('UpdateFunctionConfiguration', { ...update, Environment: { Variables: { LARGE } } });
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, Environment: { Variables: { LARGE: `${LARGE}x` } } },
    invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: {"LARGE":"${LARGE}x"}`,
    ),
  );
}

async function ofPayloads({ lambda }: Actor): Promise<void> {
  const FunctionName = 'bounded';
  const tooLarge = (bytes: number, type: string, limit: number) => ({
    code: 'RequestTooLargeException',
    message: `${bytes} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`,
    status: 413,
  });
  const text = (bytes: number): string => JSON.stringify('x'.repeat(bytes - 2));
  await lambda.refuses(
    'Invoke',
    { FunctionName, Payload: text(6 * MEGABYTE + 1) },
    tooLarge(6 * MEGABYTE + 1, 'RequestResponse', 6 * MEGABYTE),
  );
  await lambda.refuses(
    'Invoke',
    { FunctionName, Payload: text(MEGABYTE + 1), InvocationType: 'Event' },
    tooLarge(MEGABYTE + 1, 'Event', MEGABYTE),
  );
}

async function ofLayers({ lambda, region }: Actor): Promise<void> {
  const ZipFile = await zip({ 'a.txt': 'a' });
  const arns: string[] = [];
  for (const LayerName of ['a', 'b', 'c', 'd', 'e', 'f']) {
    const { LayerVersionArn = '' } = await lambda.answers('PublishLayerVersion', { LayerName, Content: { ZipFile } });
    arns.push(LayerVersionArn);
  }
  const update = { FunctionName: 'bounded' };
  await lambda.answers('UpdateFunctionConfiguration', { ...update, Layers: arns.slice(0, 5) });
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, Layers: arns },
    invalidParameter('Cannot reference more than 5 layers.'),
  );
  await lambda.refuses(
    'UpdateFunctionConfiguration',
    { ...update, Layers: [`arn:aws:lambda:${region}:000000000000:layer:a:9`] },
    invalidParameter(`Layer version arn:aws:lambda:${region}:000000000000:layer:a:9 does not exist.`),
  );
}

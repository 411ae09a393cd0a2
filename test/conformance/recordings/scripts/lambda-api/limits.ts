import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import { script } from '../../script.js';
import { createUsual, usualFunction } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

const KILOBYTE = 1024;
const MOST_UNZIPPED = 262_144_000;

/** A package that is small when packed and this large when unpacked. */
function inflatable(bytes: number): Promise<Uint8Array> {
  const file = new yazl.ZipFile();
  file.addReadStream(Readable.from(comments(bytes)), 'handler.py');
  file.end();
  return buffer(file.outputStream);
}

const BLOCK = Buffer.alloc(1_000_000, '#');
function* comments(bytes: number): Generator<Uint8Array> {
  for (let left = bytes; left > 0; left -= BLOCK.length) yield BLOCK.subarray(0, left);
}

/** A package of exactly so many bytes. */
async function sized(bytes: number): Promise<Uint8Array> {
  const pack = (padding: number): Promise<Uint8Array> => {
    const file = new yazl.ZipFile();
    const content = Buffer.alloc(padding, '#');
    file.addBuffer(content, 'index.py', { compress: false, mtime: new Date(0), forceDosTimestamp: true });
    file.end();
    return buffer(file.outputStream);
  };
  const { length } = await pack(0);
  return pack(bytes - length);
}

async function recordSized(stage: Stage, step: string, bytes: number): Promise<void> {
  // The recorder's package came from S3; the limit is on what is in it, wherever it came from.
  const Code = { ZipFile: await inflatable(bytes) };
  const settings = { Code, Timeout: 10, Environment: undefined };
  const { Environment: _, ...request } = await usualFunction(uniqueName('test_lambda_'), settings as object);
  await stage.record(step, stage.lambda.createFunction(request));
}

const variables = async (Variables: Record<string, string>) =>
  usualFunction(uniqueName('large-envvar-lambda-'), { Environment: { Variables } });

async function codeSizes(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const total = async (): Promise<number> => (await lambda.getAccountSettings({})).AccountUsage?.TotalCodeSize ?? 0;
  let before = await total();
  const noteGrowth = async (step: string): Promise<void> => {
    const now = await total();
    stage.note(`total_code_size_diff_${step}`, now - before);
    before = now;
  };
  const FunctionName = uniqueName('lambda_func-');
  const ZipFile = await sized(276);
  await createUsual(stage, FunctionName, { Handler: 'index.handler', Code: { ZipFile } });
  await noteGrowth('create_function');
  await lambda.updateFunctionCode({ FunctionName, ZipFile, Publish: true });
  await noteGrowth('update_function');
  const LayerName = uniqueName('testlayer-');
  const Content = { ZipFile: await sized(169) };
  for (const step of ['publish_layer', 'publish_layer_version']) {
    await lambda.publishLayerVersion({ LayerName, Content });
    await noteGrowth(step);
  }
}

export const limitScripts = [
  script('TestLambdaSizeLimits::test_oversized_lambda', (stage) =>
    recordSized(stage, 'invalid_param_exc', MOST_UNZIPPED),
  ),
  script('TestLambdaSizeLimits::test_large_lambda', (stage) =>
    recordSized(stage, 'create_function_large_zip', MOST_UNZIPPED - 1000),
  ),
  script('TestLambdaSizeLimits::test_large_environment_variables_fails', async (stage) => {
    // `{"LARGE_VAR":""}` has seven characters beside the name; with six the whole is one byte too long.
    const LARGE_VAR = 'x'.repeat(4 * KILOBYTE - 6 - 'LARGE_VAR'.length);
    const create = stage.lambda.createFunction(await variables({ LARGE_VAR }));
    await stage.record('failed_create_fn_result', create);
  }),
  script('TestLambdaSizeLimits::test_large_environment_fails_multiple_keys', async (stage) => {
    const create = stage.lambda.createFunction(await variables({ SMALL_VAR: 'ok', LARGE_VAR: 'x'.repeat(4064) }));
    await stage.record('failured_create_fn_result_multi_key', create);
  }),
  script('TestLambdaAccountSettings::test_account_settings', async (stage) => {
    const { AccountLimit = {}, AccountUsage = {}, $metadata } = await stage.lambda.getAccountSettings({});
    stage.note('acc_settings_modded', {
      AccountLimit: Object.keys(AccountLimit).toSorted(),
      AccountUsage: Object.keys(AccountUsage).toSorted(),
      ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: $metadata.httpStatusCode ?? 0 },
    });
  }),
  script('TestLambdaAccountSettings::test_account_settings_total_code_size', codeSizes),
];

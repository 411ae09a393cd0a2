import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Lambda } from '@aws-sdk/client-lambda';
import { ACCOUNT, REGION } from '../../compare/rules.js';
import { script, scripts } from '../../script.js';
import {
  bareFunction,
  createUsual,
  echo,
  otherCode,
  recordBare,
  recordUsual,
  untilUpdated,
} from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

type Call = (lambda: Lambda, FunctionName: string, Qualifier: string) => Promise<object>;

type UnqualifiedCall = (lambda: Lambda, FunctionName: string) => Promise<object>;

const calls: Record<string, Call> = {
  get_function: (lambda, FunctionName, Qualifier) => lambda.getFunction({ FunctionName, Qualifier }),
  get_function_configuration: (lambda, FunctionName, Qualifier) =>
    lambda.getFunctionConfiguration({ FunctionName, Qualifier }),
  get_function_event_invoke_config: (lambda, FunctionName, Qualifier) =>
    lambda.getFunctionEventInvokeConfig({ FunctionName, Qualifier }),
};

const unqualifiedCalls: Record<string, UnqualifiedCall> = {
  get_function: (lambda, FunctionName) => lambda.getFunction({ FunctionName }),
  get_function_configuration: (lambda, FunctionName) => lambda.getFunctionConfiguration({ FunctionName }),
  get_function_event_invoke_config: (lambda, FunctionName) => lambda.getFunctionEventInvokeConfig({ FunctionName }),
  get_function_url_config: (lambda, FunctionName) => lambda.getFunctionUrlConfig({ FunctionName }),
  get_function_code_signing_config: (lambda, FunctionName) => lambda.getFunctionCodeSigningConfig({ FunctionName }),
  get_function_concurrency: (lambda, FunctionName) => lambda.getFunctionConcurrency({ FunctionName }),
  delete_function: (lambda, FunctionName) => lambda.deleteFunction({ FunctionName }),
  invoke: (lambda, FunctionName) => lambda.invoke({ FunctionName }),
};

const ELSEWHERE = 'eu-central-1';

async function existing(stage: Stage): Promise<string> {
  const name = uniqueName('i-exist-');
  stage.replace(name, '<fn-name>');
  await createUsual(stage, name, { Description: 'Initial description' });
  return name;
}

async function codeLocation(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const FunctionName = uniqueName('code-function-');
  const [first, second] = [await echo(), await otherCode()];
  await recordBare(stage, 'create-response-zip-file', FunctionName, { Code: { ZipFile: first } });
  const before = await stage.record('get-function-response', lambda.getFunction({ FunctionName }));
  await assertServed(before.Code?.Location, first, before.Configuration?.CodeSha256);
  const update = lambda.updateFunctionCode({ FunctionName, ZipFile: second });
  await stage.record('update-function-response', update);
  const after = await stage.record('get-function-response-updated', lambda.getFunction({ FunctionName }));
  await assertServed(after.Code?.Location, second, after.Configuration?.CodeSha256);
}

async function assertServed(location: string | undefined, code: Uint8Array, sha256: string | undefined) {
  const served = Buffer.from(await (await fetch(location ?? '')).arrayBuffer());
  assert.deepEqual(served, Buffer.from(code));
  assert.equal(createHash('sha256').update(served).digest('base64'), sha256);
}

const UNKNOWN_GROUP = 'sg-0a1b2c3d4e5f60718';
const MISSPELT_GROUP = 'invalid-group';

export const functionScripts = [
  ...scripts('TestLambdaFunction::test_ops_on_nonexisting_version', calls, async (stage, call) => {
    const name = await existing(stage);
    await stage.record('version_not_found_exception', call(stage.lambda, name, '1221'));
  }),
  ...scripts('TestLambdaFunction::test_get_function_wrong_region', unqualifiedCalls, async (stage, call) => {
    const name = await existing(stage);
    stage.replace(ELSEWHERE, '<wrong-region>');
    const arn = `arn:aws:lambda:${ELSEWHERE}:${ACCOUNT}:function:${name}`;
    await stage.record('wrong_region_exception', call(stage.lambda, arn));
  }),
  script('TestLambdaFunction::test_lambda_code_location_zipfile', codeLocation),
  script('TestLambdaFunction::test_invalid_invoke', async (stage) => {
    const FunctionName = `arn:aws:lambda:${REGION}:123400000000@function:myfn`;
    await stage.record('invoke_function_name_pattern_exc', stage.lambda.invoke({ FunctionName, Payload: '{}' }));
  }),
  script('TestLambdaFunction::test_lambda_concurrent_config_updates', async (stage) => {
    const FunctionName = uniqueName('concurrent-updates-');
    await recordUsual(stage, 'create-function-response', FunctionName);
    await stage.lambda.updateFunctionConfiguration({ FunctionName, Description: 'first' });
    const second = stage.lambda.updateFunctionConfiguration({ FunctionName, Description: 'second' });
    await stage.record('update-during-in-progress-update-exc', second);
  }),
  script('TestLambdaFunction::test_invalid_vpc_config_security_group', async (stage) => {
    stage.replace(UNKNOWN_GROUP, '<security_group_id_1>');
    stage.replace(MISSPELT_GROUP, '<security_group_id_2>');
    const create = async (group: string) =>
      stage.lambda.createFunction(
        await bareFunction(uniqueName('fn-'), {
          VpcConfig: { SubnetIds: ['subnet-0a1b2c3d4e5f60718'], SecurityGroupIds: [group] },
        }),
      );
    await stage.record('create-response-non-existent-security-group', create(UNKNOWN_GROUP));
    await stage.record('create-response-invalid-format-security-group', create(MISSPELT_GROUP));
  }),
  script('TestLoggingConfig::test_advanced_logging_configuration_format_switch', async (stage) => {
    const { lambda } = stage;
    const FunctionName = uniqueName('fn-');
    await recordUsual(stage, 'create_response', FunctionName, { MemorySize: 256, Timeout: 5 });
    await stage.record('get_function_response', lambda.getFunction({ FunctionName }));
    await stage.record('function_config', lambda.getFunctionConfiguration({ FunctionName }));
    for (const [suffix, LogFormat] of [['', 'JSON'] as const, ['_v2', 'Text'] as const]) {
      const update = lambda.updateFunctionConfiguration({ FunctionName, LoggingConfig: { LogFormat } });
      await stage.record(`updated_config${suffix}`, update);
      await untilUpdated(lambda, FunctionName);
      await stage.record(`received_config${suffix}`, lambda.getFunctionConfiguration({ FunctionName }));
    }
  }),
  script('TestPartialARNMatching::test_update_function_configuration_full_arn', async (stage) => {
    const { FunctionArn = '' } = await createUsual(stage, uniqueName('fn-'));
    const Description = 'Changed by its full ARN';
    const updated = await stage.lambda.updateFunctionConfiguration({ FunctionName: FunctionArn, Description });
    assert.equal(updated.Description, Description);
  }),
  script('TestLambdaRecursion::test_put_function_recursion_config_default_terminate', async (stage) => {
    const FunctionName = uniqueName('fn-');
    await createUsual(stage, FunctionName);
    const recursion = stage.lambda.getFunctionRecursionConfig({ FunctionName });
    await stage.record('get_recursion_default_terminate_response', recursion);
  }),
  script('TestLambdaRecursion::test_put_function_recursion_config_invalid_value', async (stage) => {
    const FunctionName = uniqueName('fn-');
    await createUsual(stage, FunctionName);
    const RecursiveLoop = 'InvalidValue' as 'Allow';
    const put = stage.lambda.putFunctionRecursionConfig({ FunctionName, RecursiveLoop });
    await stage.record('put_recursion_invalid_value_error', put);
  }),
];

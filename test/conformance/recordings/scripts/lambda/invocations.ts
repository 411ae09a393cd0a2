import type { Runtime } from '@aws-sdk/client-lambda';
import { script, scripts } from '../../script.js';
import { createUsual, newRole, recordBare, recordUsual, untilUpdated } from '../../stage/functions.js';
import { countOf, createFrom, from, logEvents } from '../../stage/invocations.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

const QUOTES = '{"foo": "bar with \'quotes\\""}';
const echoes = {
  'python3.9': { file: 'printing-echo.py', runtime: 'python3.9' as Runtime },
  'python3.10': { file: 'printing-echo.py', runtime: 'python3.10' as Runtime },
  'nodejs16.x': { file: 'printing-echo.js', runtime: 'nodejs16.x' as Runtime },
};
const silent = {
  'python-RequestResponse': { file: 'nothing.py', InvocationType: 'RequestResponse' },
  'python-Event': { file: 'nothing.py', InvocationType: 'Event' },
  'nodejs-RequestResponse': { file: 'nothing.js', InvocationType: 'RequestResponse' },
  'nodejs-Event': { file: 'nothing.js', InvocationType: 'Event' },
} as const;

async function cached(stage: Stage, file: string): Promise<void> {
  const FunctionName = await createFrom(stage, file);
  await stage.record('first_invoke_result', stage.lambda.invoke({ FunctionName }));
  await stage.record('second_invoke_result', stage.lambda.invoke({ FunctionName }));
}

async function withContext(stage: Stage): Promise<void> {
  const FunctionName = uniqueName('test-function-');
  const settings = { Runtime: 'nodejs16.x' as const, Handler: 'lambda_integration.handler' };
  await recordUsual(stage, 'creation', FunctionName, await from('context.js', settings));
  const context = { custom: { foo: 'bar' }, client: { snap: ['crackle', 'pop'] }, env: { fizz: 'buzz' } };
  const ClientContext = Buffer.from(JSON.stringify(context)).toString('base64');
  const call = stage.lambda.invoke({ FunctionName, Payload: '{}', ClientContext });
  await stage.record('invocation', call);
}

async function fromBucket(stage: Stage): Promise<void> {
  const FunctionName = uniqueName('test_lambda_');
  // The recorder's package lay in S3; where it came from is in none of the answers.
  const settings = { Handler: 'handler.handler', Timeout: 10 };
  await recordBare(stage, 'creation-response', FunctionName, await from('integration.py', settings));
  await stage.record('invocation-response', stage.lambda.invoke({ FunctionName, Payload: QUOTES }));
}

export const invocationScripts = [
  ...scripts('TestLambdaBehavior::test_lambda_cache_local', { nodejs: 'cache.js', python: 'cache.py' }, cached),
  script('TestLambdaBehavior::test_lambda_invoke_no_timeout', async (stage) => {
    const FunctionName = uniqueName('test_lambda_');
    await recordUsual(stage, 'create-result', FunctionName, await from('wait.py', { Timeout: 2 }));
    await stage.record('invoke-result', stage.lambda.invoke({ FunctionName, Payload: '{"wait": 1}' }));
    await logEvents(stage, FunctionName, (it) => countOf(it, 'starting wait') + countOf(it, 'done waiting') === 2);
  }),
  ...scripts('TestLambdaFeatures::test_invocation_type_request_response', echoes, async (stage, echo) => {
    const FunctionName = await createFrom(stage, echo.file, { Runtime: echo.runtime });
    const InvocationType = 'RequestResponse';
    await stage.record('invoke-result', stage.lambda.invoke({ FunctionName, Payload: '{}', InvocationType }));
  }),
  ...scripts('TestLambdaFeatures::test_invocation_type_event', echoes, async (stage, echo) => {
    const FunctionName = await createFrom(stage, echo.file, { Runtime: echo.runtime });
    const call = stage.lambda.invoke({ FunctionName, Payload: '{}', InvocationType: 'Event' });
    await stage.record('invoke-result', call);
    await logEvents(stage, FunctionName, (messages) => countOf(messages, '{}') > 0);
  }),
  ...scripts('TestLambdaFeatures::test_invocation_type_no_return_payload', silent, async (stage, way) => {
    const FunctionName = await createFrom(stage, way.file);
    const { InvocationType } = way;
    await stage.record('invoke-result', stage.lambda.invoke({ FunctionName, Payload: '{}', InvocationType }));
    await logEvents(stage, FunctionName, (messages) => countOf(messages, 'nothing to return') > 0);
  }),
  script('TestLambdaFeatures::test_lambda_environment', async (stage) => {
    const FunctionName = uniqueName('env-test-function-');
    const settings = { Runtime: 'python3.9' as const, Environment: { Variables: { Hello: 'World' } } };
    await recordUsual(stage, 'creation-result', FunctionName, await from('environment.py', settings));
    await stage.record('invocation-result', stage.lambda.invoke({ FunctionName, Payload: '{}' }));
    await stage.record('get-configuration-result', stage.lambda.getFunctionConfiguration({ FunctionName }));
  }),
  script('TestLambdaFeatures::test_upload_lambda_from_s3', fromBucket),
  script('TestLambdaFeatures::test_lambda_with_context', withContext),
  script('TestLambdaFeatures::test_invoke_exceptions', async (stage) => {
    await stage.record('invoke_function_doesnotexist', stage.lambda.invoke({ FunctionName: 'doesnotexist' }));
  }),
  script('TestLambdaCleanup::test_recreate_function', async (stage) => {
    const FunctionName = uniqueName('test-function-');
    const settings = await from('printing-echo.py', { Handler: 'lambda_echo.handler', Role: newRole() });
    await recordUsual(stage, 'create_function_response_one', FunctionName, settings);
    await stage.lambda.deleteFunction({ FunctionName });
    await recordUsual(stage, 'create_function_response_two', FunctionName, settings);
    await stage.lambda.invoke({ FunctionName, InvocationType: 'Event' });
    await logEvents(stage, FunctionName, (messages) => countOf(messages, '{}') > 0);
  }),
  script('TestLambdaVersions::test_lambda_handler_update', handlerUpdate),
];

async function handlerUpdate(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const FunctionName = uniqueName('test_lambda_');
  await createUsual(stage, FunctionName, await from('two-handlers.py'));
  await stage.record('invoke_result_handler_one', lambda.invoke({ FunctionName }));
  const update = lambda.updateFunctionConfiguration({ FunctionName, Handler: 'handler.handler_two' });
  await stage.record('update_function_configuration_result', update);
  await untilUpdated(lambda, FunctionName);
  await stage.record('get_function_result', lambda.getFunction({ FunctionName }));
  await stage.record('invoke_result_handler_two', lambda.invoke({ FunctionName }));
  const { Version } = await lambda.publishVersion({ FunctionName });
  await untilUpdated(lambda, FunctionName, Version);
  await stage.record('invoke_result_handler_two_postpublish', lambda.invoke({ FunctionName }));
}

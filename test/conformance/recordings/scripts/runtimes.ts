import type { Runtime } from '@aws-sdk/client-lambda';
import { scripts } from '../script.js';
import { bareFunction, packageOf, recordBare, recordUsual } from '../stage/functions.js';
import { countOf, logEvents } from '../stage/invocations.js';
import { type Stage, uniqueName } from '../stage/stage.js';

const nodes = ['16', '18', '20', '22', '24'].map((major) => `nodejs${major}.x`);
const pythons = ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14'].map((version) => `python${version}`);

const named = (names: readonly string[]): Record<string, Runtime> =>
  Object.fromEntries(names.map((name) => [name, name as Runtime]));

async function modules(stage: Stage, runtime: Runtime): Promise<void> {
  const FunctionName = uniqueName('test-function-');
  const ZipFile = await packageOf('es6.mjs', 'lambda_handler_es6.mjs');
  const settings = { Runtime: runtime, Handler: 'lambda_handler_es6.handler', Code: { ZipFile } };
  await recordUsual(stage, 'creation-result', FunctionName, settings);
  const call = stage.lambda.invoke({ FunctionName, Payload: '{"event_type": "test_lambda"}' });
  await stage.record('invocation-result', call);
  await logEvents(stage, FunctionName, (messages) => countOf(messages, 'REPORT') > 0);
}

async function introspection(stage: Stage, runtime: Runtime): Promise<void> {
  const FunctionName = uniqueName('test-lambda-');
  const isNode = runtime.startsWith('nodejs');
  const [file, as] = isNode ? ['introspection.js', 'index.js'] : ['introspection.py', 'handler.py'];
  const settings = await bareFunction(FunctionName, {
    Runtime: runtime,
    Handler: isNode ? 'index.handler' : 'handler.handler',
    Code: { ZipFile: await packageOf(file, as) },
    MemorySize: 1024,
    Environment: { Variables: { TEST_KEY: 'TEST_VAL' } },
  });
  const created = await recordBare(stage, 'create_function_result', FunctionName, settings);
  const notePayload = async (step: string, name: string): Promise<void> => {
    const answer = await stage.lambda.invoke({ FunctionName: name, Payload: '{"simple": "payload"}' });
    stage.note(step, JSON.parse(answer.Payload?.transformToString() ?? 'null'));
  };
  await notePayload('invocation_result_payload', FunctionName);
  await notePayload('invocation_result_payload_qualified', `${created.FunctionArn}:$LATEST`);
}

export const runtimeScripts = scripts('TestNodeJSRuntimes::test_invoke_nodejs_es6_lambda', named(nodes), modules);
export const commonScripts = scripts(
  'TestLambdaRuntimesCommon::test_introspection_invoke',
  named([...nodes, ...pythons]),
  introspection,
);

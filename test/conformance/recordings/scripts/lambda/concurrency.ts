import assert from 'node:assert/strict';
import { script } from '../../script.js';
import { createUsual, until, untilActive } from '../../stage/functions.js';
import { countOf, createFrom, logEvents, pause } from '../../stage/invocations.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

const Payload = '{"hello": "world"}';
const LATEST = { Qualifier: '$LATEST' };

const untilReady = ({ lambda }: Stage, FunctionName: string, Qualifier: string): Promise<void> =>
  until(async () => {
    const { Status } = await lambda.getProvisionedConcurrencyConfig({ FunctionName, Qualifier });
    return Status === 'READY';
  });

async function block(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const FunctionName = uniqueName('fn-concurrency-');
  await createUsual(stage, FunctionName);
  const { Version: Qualifier = '' } = await stage.record('v1_result', lambda.publishVersion({ FunctionName }));
  await untilActive(lambda, FunctionName, Qualifier);
  const reserve = lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions: 1 });
  await stage.record('reserved_concurrency_result', reserve);
  const invoke = (step: string, qualifier: { Qualifier: string }) =>
    stage.record(`invoke_${step}`, lambda.invoke({ FunctionName, Payload, ...qualifier }));
  await invoke('latest_before_block', LATEST);
  const settings = { FunctionName, Qualifier, ProvisionedConcurrentExecutions: 1 };
  await stage.record('provisioned_concurrency_result', lambda.putProvisionedConcurrencyConfig(settings));
  await untilReady(stage, FunctionName, Qualifier);
  await invoke('latest_first_exc', LATEST);
  await invoke('v1_after_block', { Qualifier });
  await invoke('latest_second_exc', LATEST);
}

async function update(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const FunctionName = uniqueName('fn-concurrency-');
  await createUsual(stage, FunctionName);
  const put = lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions: 3 });
  await stage.record('put_function_concurrency', put);
  await stage.record('get_function_concurrency_updated', lambda.getFunctionConcurrency({ FunctionName }));
  await stage.record('get_function_concurrency_info', lambda.getFunction({ FunctionName }));
  await lambda.deleteFunctionConcurrency({ FunctionName });
  await stage.record('get_function_concurrency_deleted', lambda.getFunctionConcurrency({ FunctionName }));
}

const provisioned = (withAlias: boolean) => async (stage: Stage) => {
  const { lambda } = stage;
  const FunctionName = await createFrom(stage, 'initialization-type.py');
  const { Version = '' } = await lambda.publishVersion({ FunctionName });
  await untilActive(lambda, FunctionName, Version);
  const Name = uniqueName('alias-');
  if (withAlias) await lambda.createAlias({ FunctionName, Name, FunctionVersion: Version });
  const qualified = { FunctionName, Qualifier: withAlias ? Name : Version };
  const put = lambda.putProvisionedConcurrencyConfig({ ...qualified, ProvisionedConcurrentExecutions: 5 });
  await stage.record('put_provisioned_5', put);
  await stage.record('get_provisioned_prewait', lambda.getProvisionedConcurrencyConfig(qualified));
  await untilReady(stage, FunctionName, qualified.Qualifier);
  await stage.record('get_provisioned_postwait', lambda.getProvisionedConcurrencyConfig(qualified));
  const typeOf = async (qualifier: { Qualifier: string }) => {
    const answer = await lambda.invoke({ FunctionName, ...qualifier });
    return JSON.parse(answer.Payload?.transformToString() ?? 'null');
  };
  assert.equal(await typeOf(qualified), 'provisioned-concurrency');
  assert.equal(await typeOf(LATEST), 'on-demand');
};

/** How long the two events hold their only environment: long enough for a request between them. */
const HOLD_S = 3;

async function queued(stage: Stage): Promise<void> {
  const { lambda } = stage;
  const name = await createFrom(stage, 'initialization-type.py');
  const latest = lambda.getFunctionConfiguration({ FunctionName: name, ...LATEST });
  const { FunctionArn: FunctionName } = await stage.record('fn', latest);
  const reserve = (ReservedConcurrentExecutions: number) =>
    lambda.putFunctionConcurrency({ FunctionName: name, ReservedConcurrentExecutions });
  await stage.record('put_fn_concurrency', reserve(1));
  await lambda.invoke({ FunctionName });
  for (const wait of [HOLD_S, HOLD_S]) {
    await lambda.invoke({ FunctionName, InvocationType: 'Event', Payload: JSON.stringify({ wait }) });
  }
  await pause(500);
  await stage.record('too_many_requests_exc', lambda.invoke({ FunctionName }));
  await reserve(3);
  await lambda.invoke({ FunctionName });
  await logEvents(stage, name, (messages) => countOf(messages, 'REPORT') === 4);
}

export const concurrencyScripts = [
  script('TestLambdaConcurrency::test_lambda_concurrency_block', block),
  script('TestLambdaConcurrency::test_lambda_concurrency_update', update),
  script('TestLambdaConcurrency::test_provisioned_concurrency', provisioned(false)),
  script('TestLambdaConcurrency::test_provisioned_concurrency_on_alias', provisioned(true)),
  script('TestLambdaConcurrency::test_reserved_concurrency_async_queue', queued),
];

import type { CreateFunctionRequest } from '@aws-sdk/client-lambda';
import { rewritten } from '../../compare/transformers.js';
import { script } from '../../script.js';
import { hastyClock } from '../../stage/clocks.js';
import { recordUsual } from '../../stage/functions.js';
import { countOf, createFrom, from, logEvents } from '../../stage/invocations.js';
import { type Stage, uniqueName } from '../../stage/stage.js';

const UUID = /[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}/g;

const failing = (file: string, settings: Partial<CreateFunctionRequest>) => async (stage: Stage) => {
  stage.addRules(rewritten(UUID, '<uuid>'));
  const FunctionName = await createFrom(stage, file, settings);
  await stage.record('invocation_error', stage.lambda.invoke({ FunctionName }));
};

async function retried(stage: Stage): Promise<void> {
  const { lambda, logs } = stage;
  stage.addRules(rewritten(UUID, '<request-id>'));
  const FunctionName = uniqueName('test-function-');
  const settings = await from('custom-error.py', { Runtime: 'python3.10' });
  await recordUsual(stage, 'creation_response', FunctionName, settings);
  const call = lambda.invoke({ FunctionName, Payload: '{}', InvocationType: 'Event' });
  await stage.record('invocation_response', call);
  await logEvents(stage, FunctionName, (messages) => countOf(messages, 'REPORT') === 2);
  const logGroupName = `/aws/lambda/${FunctionName}`;
  const { logStreams = [] } = await logs.describeLogStreams({ logGroupName });
  const { events = [] } = await logs.getLogEvents({ logGroupName, logStreamName: logStreams[0]?.logStreamName });
  stage.note('log_events', JSON.parse(JSON.stringify(events)));
}

async function tooLarge(stage: Stage): Promise<void> {
  const FunctionName = await createFrom(stage, 'response-size.py');
  const Payload = JSON.stringify({ bytenum: 7 * 1024 * 1024 });
  await stage.record('invoke_result', stage.lambda.invoke({ FunctionName, Payload }));
  await stage.record('invoke_result_2', stage.lambda.invoke({ FunctionName, Payload }));
  await logEvents(stage, FunctionName, (messages) => countOf(messages, 'generating bytes') > 0);
}

export const errorScripts = [
  script(
    'TestLambdaErrors::test_lambda_runtime_error',
    failing('startup-error.py', { Handler: 'lambda_runtime_error.handler', Runtime: 'python3.13' }),
  ),
  script('TestLambdaErrors::test_lambda_handler_exit', failing('exit.py', { Handler: 'lambda_handler_exit.handler' })),
  script('TestLambdaBaseFeatures::test_lambda_too_large_response', tooLarge),
  script('TestLambdaFeatures::test_invocation_type_event_error', retried, { clock: hastyClock }),
];

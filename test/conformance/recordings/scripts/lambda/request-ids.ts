import assert from 'node:assert/strict';
import { rewritten } from '../../compare/transformers.js';
import { script } from '../../script.js';
import { hastyClock } from '../../stage/clocks.js';
import { countOf, createFrom, logEvents } from '../../stage/invocations.js';
import type { Stage } from '../../stage/stage.js';

const UUID = /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/;

async function inTheLog(stage: Stage): Promise<void> {
  const FunctionName = await createFrom(stage, 'request-id.py');
  const call = stage.lambda.invoke({ FunctionName });
  await stage.record('invoke_result', call);
  stage.replace((await call).$metadata.requestId ?? '', '<request-id>');
  const events = await logEvents(stage, FunctionName, (messages) => countOf(messages, 'REPORT') > 0);
  const lines = events.map((event) => (event.message ?? '').trimEnd());
  stage.note('log_entries', { logs: lines.filter((line) => line.includes('RequestId')) });
  stage.addRules(
    rewritten(/Duration: \d+(\.\d{2})? ms/g, 'Duration: <duration> ms'),
    rewritten(/Used: \d+ MB/g, 'Used: <memory> MB'),
  );
}

async function inEveryAttempt(stage: Stage): Promise<void> {
  const FunctionName = await createFrom(stage, 'fail-when-asked.py');
  await stage.lambda.putFunctionEventInvokeConfig({ FunctionName, MaximumRetryAttempts: 1 });
  const call = stage.lambda.invoke({ FunctionName, InvocationType: 'Event', Payload: '{"fail": 1}' });
  await stage.record('invoke_result', call);
  stage.replace((await call).$metadata.requestId ?? '', '<request-id>');
  const events = await logEvents(stage, FunctionName, (messages) => countOf(messages, 'REPORT') === 2);
  const lines = events.map((event) => (event.message ?? '').trimEnd());
  stage.note(
    'end_messages',
    lines.filter((line) => line.startsWith('END')),
  );
}

export const requestIdScripts = [
  script('TestRequestIdHandling::test_request_id_format', async ({ lambda }) => {
    const { $metadata } = await lambda.listFunctions({});
    assert.match($metadata.requestId ?? '', UUID);
  }),
  script('TestRequestIdHandling::test_request_id_invoke', inTheLog),
  script('TestRequestIdHandling::test_request_id_async_invoke_with_retry', inEveryAttempt, { clock: hastyClock }),
];

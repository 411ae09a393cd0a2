import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  GetProvisionedConcurrencyConfigCommand,
  InvokeCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  type Runtime,
} from '@aws-sdk/client-lambda';
import { Bench } from '../harness.js';
import { visibleNode, whyNoNode } from '../visible-node.js';

/** A runtime that takes its time between its answer and the call for the next invocation. */
const bootstrap = `#!${visibleNode}
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/';
(async () => {
  for (;;) {
    const next = await fetch(api + 'next');
    const id = next.headers.get('lambda-runtime-aws-request-id');
    await next.text();
    const body = JSON.stringify(process.env.AWS_LAMBDA_INITIALIZATION_TYPE);
    await (await fetch(api + id + '/response', { method: 'POST', body })).text();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
})();
`;
const FunctionName = 'slow-to-come-back';

let bench: Bench;
before(async () => {
  bench = await Bench.start();
  const source = { bootstrap: { content: bootstrap, mode: 0o100755 } };
  await bench.create(FunctionName, source, { Runtime: 'provided.al2023' as Runtime, Handler: 'any' });
  await bench.lambda.send(new PublishVersionCommand({ FunctionName }));
  await bench.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 1 }));
});
after(() => bench.close());

/** Fewer than ten in a second, which is all that AWS gives one unit of concurrency. */
async function inSequence(Qualifier: string): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (let count = 0; count < 4; count++) {
    const { Payload } = await bench.lambda.send(new InvokeCommand({ FunctionName, Qualifier }));
    answers.push(JSON.parse(Payload?.transformToString() ?? ''));
  }
  return answers;
}

const skip = whyNoNode;

test('a client that invokes in sequence needs a concurrency of one, however slow the runtime comes back', {
  skip,
}, async () => {
  assert.deepEqual(await inSequence('$LATEST'), Array(4).fill('on-demand'));
});

test('and it meets its environment of provisioned concurrency again', { skip }, async () => {
  const settings = { FunctionName, Qualifier: '1' };
  await bench.lambda.send(
    new PutProvisionedConcurrencyConfigCommand({ ...settings, ProvisionedConcurrentExecutions: 1 }),
  );
  const stateOf = () => bench.lambda.send(new GetProvisionedConcurrencyConfigCommand(settings));
  for (let status = 'IN_PROGRESS'; status !== 'READY'; status = (await stateOf()).Status ?? '') {
    assert.notEqual(status, 'FAILED');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.deepEqual(await inSequence('1'), Array(4).fill('provisioned-concurrency'));
});

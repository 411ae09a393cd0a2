import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { InvokeCommand, InvokeWithResponseStreamCommand, type Runtime } from '@aws-sdk/client-lambda';
import { Bench, type Source } from '../harness.js';
import { visibleNode, whyNoNode } from '../visible-node.js';
import { findClient } from './aws-lambda-ric.js';

const client = findClient(4);

/** The package that somebody makes who brings AWS's client along: on an OS-only runtime, nothing of it changed. */
function packageWith(code: string): Source {
  if (typeof client === 'string') throw new Error(client);
  const read = (name: string) => ({ content: readFileSync(join(client.folder, name)), mode: 0o100644 });
  return {
    bootstrap: { content: `#!/bin/sh\nexec ${visibleNode} "$LAMBDA_TASK_ROOT/ric/index.mjs"\n`, mode: 0o100755 },
    'ric/index.mjs': read('index.mjs'),
    'ric/rapid-client.node': read('rapid-client.node'),
    'ric/package.json': read('package.json'),
    'index.mjs': code,
  };
}

describe("AWS's published Node.js client", { skip: typeof client === 'string' ? client : whyNoNode }, () => {
  let bench: Bench;
  before(async () => {
    bench = await Bench.start();
  });
  after(() => bench.close());

  const create = (name: string, code: string, Timeout = 5) =>
    bench.create(name, packageWith(code), { Runtime: 'provided.al2023' as Runtime, Handler: 'index.handler', Timeout });

  test('serves invocations, cold and warm', async () => {
    const code = `let n = 0; export const handler = async (event, context) => {
      console.log('handling', event); return { event, n: ++n, left: context.getRemainingTimeInMillis(), id: context.awsRequestId } }`;
    await create('ric', code);
    for (let n = 1; n <= 20; n++) {
      const { payload, report, log } = await bench.invoke('ric', { text: 'ä', n });
      const { left, ...rest } = payload as { left: number };
      assert.deepEqual(rest, { event: { text: 'ä', n }, n, id: report.requestId });
      assert.ok(left > 0 && left <= 5000);
      assert.equal(report.initDurationMs === undefined, n > 1);
      assert.match(log, new RegExp(`\\t${report.requestId}\\tINFO\\thandling \\{ text: 'ä', n: ${n} \\}\\n`));
    }
  });

  test('gets the context that the client of the API has sent', async () => {
    await create('ric-context', 'export const handler = async (event, context) => context.clientContext');
    const ClientContext = Buffer.from('{"custom":{"a":"1"}}').toString('base64');
    const { Payload } = await bench.lambda.send(new InvokeCommand({ FunctionName: 'ric-context', ClientContext }));
    assert.equal(Payload?.transformToString(), '{"custom":{"a":"1"}}');
  });

  test('reports errors of the function, of INIT and of its own end', async () => {
    await create(
      'ric-throws',
      `export const handler = async (e) => { if (e.exit) process.exit(3); throw new TypeError('no good') }`,
    );
    const { payload, functionError } = await bench.invoke('ric-throws');
    const { errorType, errorMessage } = payload as { errorType: string; errorMessage: string };
    assert.deepEqual([functionError, errorType, errorMessage], ['Unhandled', 'TypeError', 'no good']);
    const ended = await bench.invoke('ric-throws', { exit: true });
    assert.equal((ended.payload as { errorType: string }).errorType, 'Runtime.ExitError');
    await create('ric-init', 'export const other = 1');
    const init = await bench.invoke('ric-init');
    assert.equal((init.payload as { errorType: string }).errorType, 'Runtime.HandlerNotFound');
  });

  test('is refused an answer of more than 6 MB, and goes on', async () => {
    await create('ric-large', 'export const handler = async (e) => "x".repeat(e.size)', 10);
    const { payload, log } = await bench.invoke('ric-large', { size: 7e6 });
    assert.equal((payload as { errorType: string }).errorType, 'Function.ResponseSizeTooLarge');
    assert.match(log, /LAMBDA_RUNTIME Failed to post handler success response\. Http response code: 413\./);
    assert.equal((await bench.invoke('ric-large', { size: 1 })).payload, 'x');
  });

  test('streams, and fails in mid-stream', async () => {
    const code = `export const handler = awslambda.streamifyResponse(async (event, stream) => {
      stream.write('first '); await new Promise((resolve) => setTimeout(resolve, 20));
      if (event.fail) throw new RangeError('mid-stream'); stream.end('last') })`;
    await create('ric-streams', code);
    const stream = async (event: object) => {
      const command = new InvokeWithResponseStreamCommand({
        FunctionName: 'ric-streams',
        Payload: JSON.stringify(event),
      });
      const { EventStream = [] } = await bench.lambda.send(command);
      let text = '';
      let error: unknown;
      for await (const { PayloadChunk, InvokeComplete } of EventStream) {
        text += Buffer.from(PayloadChunk?.Payload ?? []).toString();
        if (InvokeComplete?.ErrorCode !== undefined) error = JSON.parse(InvokeComplete.ErrorDetails ?? '');
      }
      return { text, error };
    };
    assert.deepEqual(await stream({}), { text: 'first last', error: undefined });
    const failed = await stream({ fail: true });
    assert.equal(failed.text, 'first ');
    const { errorType, errorMessage } = failed.error as { errorType: string; errorMessage: string };
    assert.deepEqual([errorType, errorMessage], ['RangeError', 'mid-stream']);
    assert.deepEqual(await stream({}), { text: 'first last', error: undefined });
  });
});

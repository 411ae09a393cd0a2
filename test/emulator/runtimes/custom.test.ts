import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Runtime } from '@aws-sdk/client-lambda';
import { Bench } from '../harness.js';
import { visibleNode, whyNoNode } from '../visible-node.js';

let bench: Bench;
before(async () => {
  bench = await Bench.start();
});
after(() => bench.close());

/** A runtime client as anybody may write one, with a body for what it does with an invocation. */
const custom = (body: string) => ({
  bootstrap: {
    mode: 0o100755,
    content: `#!${visibleNode}
const base = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/';
const post = (path, body, headers = {}) => fetch(base + path, { method: 'POST', body, headers });
(async () => {
  for (;;) {
    const next = await fetch(base + 'invocation/next');
    const id = next.headers.get('lambda-runtime-aws-request-id');
    const event = await next.json();
    ${body}
  }
})();`,
  },
});
const provided = { Runtime: 'provided.al2023' as Runtime, Handler: 'any', Timeout: 60 };

describe('a custom runtime', { skip: whyNoNode }, () => {
  test('in shell gets invocations and answers', async () => {
    const content = [
      '#!/bin/sh',
      'api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"',
      'while :; do',
      '  headers=$(mktemp)',
      '  event=$(curl -sS -D "$headers" "$api/next")',
      "  id=$(sed -n 's/^lambda-runtime-aws-request-id: *//ip' \"$headers\" | tr -d '\\r')",
      '  rm "$headers"',
      '  echo "handling $id" >&2',
      '  curl -sS -o /dev/null -d "{\\"echo\\": $event}" "$api/$id/response"',
      'done',
    ].join('\n');
    await bench.create('shell', { bootstrap: { content, mode: 0o100755 } }, provided);
    const { payload, log, report } = await bench.invoke('shell', { a: 1 });
    assert.deepEqual(payload, { echo: { a: 1 } });
    assert.match(log, new RegExp(`handling ${report.requestId}\n`));
    assert.match(log, /INIT_START Runtime Version: provided:al2023/);
    assert.deepEqual((await bench.invoke('shell', 2)).payload, { echo: 2 });
  });

  test('sees every header that AWS sends, and that the deadline is ahead', async () => {
    await bench.create(
      'headers',
      custom(`await post('invocation/' + id + '/response', JSON.stringify(Object.fromEntries(next.headers)))`),
      provided,
    );
    const { payload, report } = await bench.invoke('headers');
    const headers = payload as Record<string, string>;
    assert.equal(headers['lambda-runtime-aws-request-id'], report.requestId);
    assert.equal(
      headers['lambda-runtime-invoked-function-arn'],
      'arn:aws:lambda:us-east-1:000000000000:function:headers',
    );
    assert.match(headers['lambda-runtime-trace-id'] ?? '', /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}/);
    assert.ok(Number(headers['lambda-runtime-deadline-ms']) > Date.now());
  });

  test('that answers twice, or for another request, or to nothing, is refused and may go on', async () => {
    const body = `
      const statuses = [(await post('invocation/wrong/response', '1')).status, (await post('init/error', '{}')).status, (await fetch(base + 'nothing')).status];
      await post('invocation/' + id + '/response', JSON.stringify(statuses));
      console.log('second answer', (await post('invocation/' + id + '/response', '2')).status);`;
    await bench.create('confused', custom(body), provided);
    const { payload, log } = await bench.invoke('confused');
    assert.deepEqual(payload, [400, 403, 404]);
    assert.match(log, /second answer 403/);
    assert.deepEqual((await bench.invoke('confused')).payload, [400, 403, 404]);
  });

  test('may post an error with a type of its own', async () => {
    const body = `await post('invocation/' + id + '/error', '{"errorMessage":"mine","errorType":"My.Error"}', { 'Lambda-Runtime-Function-Error-Type': 'My.Error' })`;
    await bench.create('own-error', custom(body), provided);
    const { payload, functionError } = await bench.invoke('own-error');
    assert.deepEqual([payload, functionError], [{ errorMessage: 'mine', errorType: 'My.Error' }, 'Unhandled']);
  });

  test('may write 20 MB of log and lines without an end', async () => {
    const body = `
      const line = 'x'.repeat(999) + '\\n';
      for (let i = 0; i < 20_000; i++) if (!process.stdout.write(line)) await new Promise((r) => process.stdout.once('drain', r));
      process.stdout.write('y'.repeat(1_000_000));
      await post('invocation/' + id + '/response', '"done"');`;
    await bench.create('writes', custom(body), provided);
    assert.equal((await bench.invoke('writes')).payload, 'done');
  });
});

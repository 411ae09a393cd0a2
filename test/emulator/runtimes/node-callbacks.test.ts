import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RuntimeProcess } from './runtime-process.js';

/** `c` is the context, `done` the callback. */
const start = (body: string, async = '') =>
  RuntimeProcess.start(
    { 'index.js': `let calls = 0; exports.handler = ${async} (event, c, done) => { calls++; ${body} }` },
    { runtime: 'nodejs22.x' },
  );

describe('callbacks of Node.js 22 and earlier', () => {
  test('answer when the event loop is empty', async () => {
    await using it = await start('done(null, "answer"); setTimeout(() => console.log("timer"), 30)');
    assert.equal((await it.api.invoke()).body, '"answer"');
    await it.logged(/\ttimer\n/);
    assert.equal((await it.api.invoke()).body, '"answer"');
  });

  test('answer at once where that is not wanted', async () => {
    await using it = await start(
      'c.callbackWaitsForEmptyEventLoop = false; setTimeout(() => {}, 1e6); done(null, calls)',
    );
    assert.equal((await it.api.invoke()).body, '1');
    assert.equal((await it.api.invoke()).body, '2');
  });

  test('answer an error at once, with or without an error object', async () => {
    await using it = await start('done(event.text ? "text" : new TypeError("bad")); setTimeout(() => {}, 1e6)');
    const { errorType, errorMessage } = JSON.parse((await it.api.invoke()).body);
    assert.deepEqual([errorType, errorMessage], ['TypeError', 'bad']);
    const text = JSON.parse((await it.api.invoke({ text: true })).body);
    assert.deepEqual(text, { errorType: 'string', errorMessage: 'text', trace: [] });
  });

  test('count once, whichever came first', async () => {
    await using it = await start('done(null, 1); done(null, 2); c.succeed(3); c.fail("no")');
    assert.equal((await it.api.invoke()).body, '1');
    assert.equal((await it.api.invoke()).body, '1');
    await using promise = await start(
      'c.callbackWaitsForEmptyEventLoop = false; done(null, "callback"); return "promise"',
      'async',
    );
    assert.equal((await promise.api.invoke()).body, '"callback"');
  });

  test('are not waited for by what the context offers', async () => {
    await using it = await start('c[event.by](...event.with); setTimeout(() => {}, 1e6)');
    assert.equal((await it.api.invoke({ by: 'succeed', with: [{ a: 1 }] })).body, '{"a":1}');
    assert.equal((await it.api.invoke({ by: 'done', with: [null, 2] })).body, '2');
    const failed = JSON.parse((await it.api.invoke({ by: 'fail', with: [] })).body);
    assert.deepEqual(failed, { errorType: 'string', errorMessage: 'handled', trace: [] });
  });

  test('that never come leave an empty answer', async () => {
    await using it = await start('setTimeout(() => console.log("timer"), 20); return "ignored"');
    assert.equal((await it.api.invoke()).body, 'null');
    await it.logged(/\ttimer\n/);
  });

  test('have answered when the process exits right after', async () => {
    await using it = await start('c.callbackWaitsForEmptyEventLoop = false; done(null, "answer"); process.exit(4)');
    assert.equal((await it.api.invoke()).body, '"answer"');
    assert.deepEqual(await it.exited, { code: 4, signal: null });
  });
});

describe('the context object', () => {
  const code =
    'exports.handler = async (event, context) => [JSON.stringify(context), Object.keys(context), context.getRemainingTimeInMillis()]';
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:f';
  const log = '"memoryLimitInMB":"512","logGroupName":"/aws/lambda/f","logStreamName":"stream"';

  test('shows in Node.js 22 what AWS shows', async () => {
    await using it = await RuntimeProcess.start({ 'index.js': code }, { runtime: 'nodejs22.x' });
    const { body, id } = await it.api.invoke({}, { 'Lambda-Runtime-Client-Context': '{"custom":{"a":1}}' });
    const [json, keys, left] = JSON.parse(body);
    assert.equal(
      json,
      `{"callbackWaitsForEmptyEventLoop":true,"functionVersion":"$LATEST","functionName":"f",${log},"clientContext":{"custom":{"a":1}},"invokedFunctionArn":"${arn}","awsRequestId":"${id}"}`,
    );
    assert.deepEqual(keys.slice(0, 4), ['callbackWaitsForEmptyEventLoop', 'succeed', 'fail', 'done']);
    assert.ok(left > 0 && left <= 3000);
  });

  test('has no callbacks since Node.js 24, and the trace', async () => {
    await using it = await RuntimeProcess.start({ 'index.js': code });
    const headers = {
      'Lambda-Runtime-Cognito-Identity': '{"cognitoIdentityId":"i"}',
      'Lambda-Runtime-Aws-Tenant-Id': 't',
    };
    const { body, id } = await it.api.invoke({}, headers);
    const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0';
    assert.equal(
      JSON.parse(body)[0],
      `{"identity":{"cognitoIdentityId":"i"},"invokedFunctionArn":"${arn}","awsRequestId":"${id}","tenantId":"t","xRayTraceId":"${trace}","functionName":"f","functionVersion":"$LATEST",${log}}`,
    );
  });
});

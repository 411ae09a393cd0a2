import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RuntimeProcess } from './runtime-process.js';

const start = (handler: string, runtime = 'nodejs24.x') =>
  RuntimeProcess.start({ 'index.js': `exports.handler = awslambda.streamifyResponse(${handler})` }, { runtime });

const NUL = '\0'.repeat(8);

for (const runtime of ['nodejs22.x', 'nodejs24.x']) {
  describe(`streaming handlers of ${runtime}`, () => {
    test('send what they write, in AWS’s response mode, and may be invoked again', async () => {
      const handler =
        'async (e, s, c) => { s.write("a"); s.write(Buffer.from("b")); s.write({ c: e }); s.end(c.awsRequestId) }';
      await using it = await start(handler, runtime);
      for (const event of [1, 2]) {
        const { path, headers, body, trailers, id } = await it.api.invoke(event);
        assert.equal(path, `invocation/${id}/response`);
        assert.equal(body, `ab{"c":${event}}${id}`);
        assert.deepEqual(trailers, {});
        assert.equal(headers['lambda-runtime-function-response-mode'], 'streaming');
        assert.equal(headers['transfer-encoding'], 'chunked');
        assert.equal(headers['content-type'], 'application/octet-stream');
        assert.equal(headers.trailer, 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body');
        assert.equal(headers['lambda-runtime-invocation-id'], `invocation-of-${id}`);
      }
    });

    test('set the content type before they write', async () => {
      const handler = `async (e, s) => { s.setContentType('text/plain'); s.write('a');
        try { s.setContentType('late') } catch (error) { s.end(error.name + ': ' + error.message) } }`;
      await using it = await start(handler, runtime);
      const { headers, body } = await it.api.invoke();
      assert.equal(headers['content-type'], 'text/plain');
      assert.equal(body, 'aRuntime.InvalidStreamingOperation: Cannot set content-type, too late.');
    });

    test('answer over HTTP behind a prelude, which goes before the first write', async () => {
      const handler = `async (e, s) => { s = awslambda.HttpResponseStream.from(s, { statusCode: 201, headers: { a: 'b' } });
        if (e.write) s.write('x'); s.end('y') }`;
      await using it = await start(handler, runtime);
      const { headers, body } = await it.api.invoke({ write: true });
      assert.equal(headers['content-type'], 'application/vnd.awslambda.http-integration-response');
      assert.equal(body, `{"statusCode":201,"headers":{"a":"b"}}${NUL}xy`);
      assert.equal((await it.api.invoke({})).body, 'y');
    });

    test('that fail before or in mid-stream say so behind what they have sent', async () => {
      const handler = 'async (e, s) => { if (e.write) s.write("part"); throw new TypeError("no good") }';
      await using it = await start(handler, runtime);
      for (const [event, sent] of [
        [{}, ''],
        [{ write: true }, 'part'],
      ] as const) {
        const { body, trailers } = await it.api.invoke(event);
        assert.equal(body, sent);
        assert.equal(trailers['lambda-runtime-function-error-type'], 'TypeError');
        const error = JSON.parse(
          Buffer.from(trailers['lambda-runtime-function-error-body'] ?? '', 'base64').toString(),
        );
        assert.deepEqual([error.errorType, error.errorMessage], ['TypeError', 'no good']);
      }
      await it.logged(/(\tERROR\tInvoke Error \t\{"errorType":"TypeError"[\s\S]*){2}/);
    });

    test('work with the streams of Node.js', async () => {
      const handler = `async (e, s) => { const { Readable } = require('node:stream'); const { pipeline } = require('node:stream/promises');
        await pipeline(Readable.from(['a', 'b', 'c'.repeat(3_000_000)]), s); console.log('finished', s.writableFinished) }`;
      await using it = await start(handler, runtime);
      assert.equal((await it.api.invoke()).body, `ab${'c'.repeat(3_000_000)}`);
      await it.logged(/finished true\n/);
    });

    test('have to be asynchronous, and what they return is ignored', async () => {
      await using sync = await start('(e, s) => { s.end("sync") }', runtime);
      assert.match((await sync.api.invoke()).body, /^sync$/);
      await sync.logged(/Streaming does not support non-async handlers\./);
      await using returns = await start('async (e, s) => { s.end("x"); return 5 }', runtime);
      assert.equal((await returns.api.invoke()).body, 'x');
      await returns.logged(/\tWARN\tStreaming handlers ignore return values\.\n/);
    });

    test('that destroy their stream end the process', async () => {
      await using it = await start('async (e, s) => { s.write("x"); s.destroy() }', runtime);
      it.api.send({});
      assert.deepEqual(await it.exited, { code: runtime === 'nodejs24.x' ? 1 : 128, signal: null });
    });
  });
}

test('the global can be left away', async () => {
  const NO_GLOBAL = { AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA: 'true' };
  const files = { 'index.js': 'exports.handler = async () => typeof awslambda' };
  await using it = await RuntimeProcess.start(files, { variables: NO_GLOBAL });
  assert.equal((await it.api.invoke()).body, '"undefined"');
});

test('the ids of the invocation are in the store that the AWS SDK looks into', async () => {
  const code = `exports.handler = async () => { const store = awslambda.InvokeStore; store.set('mine', 1);
    let refused; try { store.set(store.constructor.PROTECTED_KEYS.REQUEST_ID, 2) } catch (error) { refused = error.message }
    return [store.getRequestId(), store.getXRayTraceId(), store.get('mine'), refused] }`;
  await using it = await RuntimeProcess.start({ 'index.js': code });
  const { body, id } = await it.api.invoke();
  const refused = 'Cannot modify protected Lambda context field: Symbol(_AWS_LAMBDA_REQUEST_ID)';
  assert.deepEqual(JSON.parse(body), [id, 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0', 1, refused]);
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { Bench, zip } from './harness.js';

let bench: Bench;
before(async () => {
  bench = await Bench.start();
});
after(() => bench.close());

const counter = {
  'index.js':
    'let n = 0; exports.handler = async (event) => ({ n: ++n, event, id: process.env.AWS_LAMBDA_LOG_STREAM_NAME })',
};

describe('cold and warm', () => {
  test('the first invocation has an Init Duration that is billed, the second has none', async () => {
    await bench.create('counter', counter);
    const cold = await bench.invoke('counter', { a: 1 });
    const warm = await bench.invoke('counter', { a: 2 });
    assert.deepEqual(cold.payload, { ...(warm.payload as object), n: 1, event: { a: 1 } });
    const { durationMs, billedDurationMs, initDurationMs } = cold.report;
    assert.ok(initDurationMs !== undefined && initDurationMs > 5);
    assert.ok(Math.abs(billedDurationMs - Math.ceil(durationMs + initDurationMs)) <= 1);
    assert.equal(warm.report.initDurationMs, undefined);
    assert.equal(warm.report.billedDurationMs, Math.ceil(warm.report.durationMs));
    assert.ok(warm.report.maxMemoryUsedMB > 10 && warm.report.maxMemoryUsedMB < 300);
    assert.equal(warm.report.memorySizeMB, 1769);
  });

  test('the log has the lines of AWS in their order', async () => {
    await bench.create('lines', {
      'index.js':
        'console.log("in init"); exports.handler = async () => { console.warn("two\\nlines"); process.stdout.write("raw\\n") }',
    });
    const { log, payload } = await bench.invoke('lines');
    assert.equal(payload, null);
    const id = '[0-9a-f-]{36}';
    const wanted = [
      /^INIT_START Runtime Version: nodejs:24\.v\S+\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}$/,
      /^\d{4}-\d\d-\d\dT[\d:.]+Z\t-\tINFO\tin init$/,
      new RegExp(`^START RequestId: ${id} Version: \\$LATEST$`),
      new RegExp(`^\\S+Z\\t${id}\\tWARN\\ttwo$`),
      /^lines$/,
      /^raw$/,
      new RegExp(`^END RequestId: ${id}$`),
      new RegExp(`^REPORT RequestId: ${id}\\tDuration: \\d+\\.\\d\\d ms\\t.*Init Duration: \\d+\\.\\d\\d ms\\t$`),
      /^$/,
    ];
    const lines = log.split('\n');
    assert.equal(lines.length, wanted.length, log);
    wanted.forEach((pattern, index) => {
      assert.match(lines[index] ?? '', pattern);
    });
  });

  test('only the last 4 KB of a long log come back', async () => {
    await bench.create('chatty', {
      'index.js': 'exports.handler = async () => { for (let i = 0; i < 2000; i++) console.log(i) }',
    });
    const { log } = await bench.invoke('chatty');
    assert.equal(Buffer.byteLength(log), 4096);
    assert.match(log, /REPORT RequestId: .*\t\n$/);
  });

  test('a second invocation at the same time gets an environment of its own, and the last used goes first', async () => {
    await bench.create('parallel', {
      'index.js':
        'exports.handler = async (e) => { await new Promise((r) => setTimeout(r, e.wait)); return process.env.AWS_LAMBDA_LOG_STREAM_NAME }',
    });
    const [long, short] = await Promise.all([
      bench.invoke('parallel', { wait: 1500 }),
      bench.invoke('parallel', { wait: 1200 }),
    ]);
    assert.notEqual(long.payload, short.payload);
    const lastUsed = long.report.durationMs >= short.report.durationMs ? undefined : short.payload;
    const third = await bench.invoke('parallel', { wait: 1 });
    const fourth = await bench.invoke('parallel', { wait: 1 });
    assert.equal(third.report.initDurationMs, undefined);
    assert.equal(third.payload, fourth.payload);
    if (lastUsed !== undefined) assert.equal(third.payload, lastUsed);
  });

  test('a change of configuration or code makes the next invocation cold', async () => {
    await bench.create('changed', counter);
    await bench.invoke('changed');
    await bench.lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: 'changed', Environment: { Variables: { A1: '1' } } }),
    );
    assert.notEqual((await bench.invoke('changed')).report.initDurationMs, undefined);
    const ZipFile = await zip({ 'index.js': 'exports.handler = async () => "new code"' });
    await bench.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'changed', ZipFile }));
    const answer = await bench.invoke('changed');
    assert.equal(answer.payload, 'new code');
    assert.notEqual(answer.report.initDurationMs, undefined);
  });

  test('a version has environments of its own, and keeps its configuration', async () => {
    await bench.create(
      'versions',
      { 'index.js': 'exports.handler = async () => process.env.WHO' },
      { Environment: { Variables: { WHO: 'one' } } },
    );
    await bench.invoke('versions');
    await bench.lambda.send(new PublishVersionCommand({ FunctionName: 'versions' }));
    await bench.lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: 'versions', Environment: { Variables: { WHO: 'two' } } }),
    );
    const old = await bench.invoke('versions', {}, '1');
    assert.deepEqual([old.payload, old.executedVersion], ['one', '1']);
    assert.match(old.log, /Version: 1\n/);
    assert.notEqual(old.report.initDurationMs, undefined);
    assert.equal((await bench.invoke('versions')).payload, 'two');
    assert.equal((await bench.invoke('versions', {}, '1')).report.initDurationMs, undefined);
  });
});

describe('what a handler may be', () => {
  const forms: [string, Record<string, string>, string][] = [
    ['a module', { 'index.mjs': 'export const handler = async () => "ok"' }, 'index.handler'],
    [
      'a module by its package',
      { 'index.js': 'export const handler = async () => "ok"', 'package.json': '{"type":"module"}' },
      'index.handler',
    ],
    ['a module that waits at its top', { 'index.mjs': 'await 1; export const handler = () => "ok"' }, 'index.handler'],
    ['in a folder', { 'src/app.cjs': 'exports.run = async () => "ok"' }, 'src/app.run'],
    ['nested', { 'index.js': 'exports.a = { b: async () => "ok" }' }, 'index.a.b'],
  ];
  for (const [what, source, Handler] of forms) {
    test(`${what}`, async () => {
      const name = `form-${what.replaceAll(' ', '-')}`;
      await bench.create(name, source, { Handler });
      assert.equal((await bench.invoke(name)).payload, 'ok');
    });
  }

  const callback = { 'index.js': 'exports.handler = (e, c, done) => setTimeout(() => done(null, "ok"), 5)' };
  test('with a callback, up to Node.js 22', async () => {
    await bench.create('callback-22', callback, { Runtime: 'nodejs22.x' });
    assert.equal((await bench.invoke('callback-22')).payload, 'ok');
  });

  test('with a callback no more from Node.js 24 on', async () => {
    await bench.create('callback-24', callback);
    const { payload } = await bench.invoke('callback-24');
    assert.equal((payload as { errorType: string }).errorType, 'Runtime.CallbackHandlerDeprecated');
  });

  test('it finds the environment of AWS and nothing of this machine', async () => {
    process.env.KELVIN_SECRET = 'of the host';
    await bench.create(
      'env',
      {
        'index.js':
          'exports.handler = async (e, c) => ({ env: process.env, left: c.getRemainingTimeInMillis(), context: c })',
      },
      { Environment: { Variables: { MINE: 'yes' } } },
    );
    const { payload } = await bench.invoke('env');
    const { env, left, context } = payload as {
      env: Record<string, string>;
      left: number;
      context: Record<string, string>;
    };
    assert.equal(env.KELVIN_SECRET, undefined);
    assert.equal(env.MINE, 'yes');
    assert.equal(env.AWS_LAMBDA_FUNCTION_NAME, 'env');
    assert.equal(env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE, '1769');
    assert.equal(env.AWS_EXECUTION_ENV, 'AWS_Lambda_nodejs24.x');
    assert.match(env.AWS_LAMBDA_LOG_STREAM_NAME ?? '', /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
    assert.ok(left > 2000 && left <= 60_000);
    assert.equal(context.functionName, 'env');
  });
});

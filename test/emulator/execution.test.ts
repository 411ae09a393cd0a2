import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  InvokeCommand,
  PublishVersionCommand,
  type Runtime,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { milliseconds } from '../../src/units/index.js';
import { Bench, isEnforced, whyNotEnforced, zip } from './harness.js';

let bench: Bench;
before(async () => {
  bench = await Bench.start({ idleTimeout: milliseconds(30_000) });
});
after(() => bench.close());

const counter = { 'index.js': 'let n = 0; exports.handler = async (event) => ({ n: ++n, event, pid: process.pid })' };

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
      /^\d{4}-\d\d-\d\dT[\d:.]+Z\tundefined\tINFO\tin init$/,
      new RegExp(`^START RequestId: ${id} Version: \\$LATEST$`),
      new RegExp(`^\\S+Z\\t${id}\\tWARN\\ttwo\\rlines$`),
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
        'exports.handler = async (e) => { await new Promise((r) => setTimeout(r, e.wait)); return process.pid }',
    });
    const [long, short] = await Promise.all([
      bench.invoke('parallel', { wait: 400 }),
      bench.invoke('parallel', { wait: 300 }),
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
      new UpdateFunctionConfigurationCommand({ FunctionName: 'changed', Environment: { Variables: { A: '1' } } }),
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
    [
      'with a callback',
      { 'index.js': 'exports.handler = (e, c, done) => setTimeout(() => done(null, "ok"), 5)' },
      'index.handler',
    ],
    ['nested', { 'index.js': 'exports.a = { b: async () => "ok" }' }, 'index.a.b'],
  ];
  for (const [what, source, Handler] of forms) {
    test(`${what}`, async () => {
      const name = `form-${what.replaceAll(' ', '-')}`;
      await bench.create(name, source, { Handler });
      assert.equal((await bench.invoke(name)).payload, 'ok');
    });
  }

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
    assert.ok(left > 2000 && left <= 3000);
    assert.equal(context.functionName, 'env');
  });
});

describe('errors', () => {
  test('thrown by the handler leave the environment as it is', async () => {
    await bench.create('throws', {
      'index.js': 'exports.handler = async (e) => { if (e.bad) throw new TypeError("no good"); return 1 }',
    });
    const bad = await bench.invoke('throws', { bad: true });
    assert.equal(bad.functionError, 'Unhandled');
    const { errorType, errorMessage, trace } = bad.payload as {
      errorType: string;
      errorMessage: string;
      trace: string[];
    };
    assert.deepEqual([errorType, errorMessage, trace[0]], ['TypeError', 'no good', 'TypeError: no good']);
    assert.equal(bad.report.status, undefined);
    assert.match(bad.log, /\tERROR\tInvoke Error \t\{"errorType":"TypeError"/);
    assert.equal((await bench.invoke('throws')).report.initDurationMs, undefined);
  });

  const inits: [string, string, string, RegExp][] = [
    ['a syntax error', 'exports.handler = async ( => {', 'Runtime.UserCodeSyntaxError', /^SyntaxError: /],
    [
      'a module that is not there',
      'require("absent")',
      'Runtime.ImportModuleError',
      /^Error: Cannot find module 'absent'/,
    ],
    ['no such export', 'exports.other = 1', 'Runtime.HandlerNotFound', /^index\.handler is undefined or not exported$/],
    ['an error at its top', 'throw new RangeError("at the top")', 'RangeError', /^at the top$/],
  ];
  for (const [what, code, type, message] of inits) {
    test(`in INIT: ${what}`, async () => {
      const name = `init-${type.replace('.', '-')}`;
      await bench.create(name, { 'index.js': code });
      const { payload, functionError, log, report } = await bench.invoke(name);
      const { errorType, errorMessage } = payload as { errorType: string; errorMessage: string };
      assert.equal(functionError, 'Unhandled');
      assert.equal(errorType, type);
      assert.match(errorMessage, message);
      assert.match(
        log,
        new RegExp(`INIT_REPORT Init Duration: \\d+\\.\\d\\d ms\\tPhase: init\\tStatus: error\\tError Type: ${type}\n`),
      );
      assert.deepEqual([report.status, report.errorType, report.initDurationMs], ['error', type, undefined]);
    });
  }

  test('a promise that nobody catches ends the runtime', async () => {
    await bench.create('rejects', {
      'index.js': 'exports.handler = () => new Promise(() => { Promise.reject(new Error("lost")) })',
    });
    const { payload } = await bench.invoke('rejects');
    assert.equal((payload as { errorType: string }).errorType, 'Runtime.UnhandledPromiseRejection');
    assert.notEqual((await bench.invoke('rejects')).report.initDurationMs, undefined);
  });

  test('an exit is a crash, and the next invocation gets a new environment', async () => {
    await bench.create('exits', {
      'index.js': 'exports.handler = async (e) => e.code === undefined ? "alive" : process.exit(e.code)',
    });
    const crashed = await bench.invoke('exits', { code: 3 });
    assert.deepEqual(crashed.payload, {
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${crashed.report.requestId} Error: Runtime exited with error: exit status 3`,
    });
    assert.deepEqual([crashed.report.status, crashed.report.errorType], ['error', 'Runtime.ExitError']);
    const again = await bench.invoke('exits');
    assert.equal(again.payload, 'alive');
    assert.notEqual(again.report.initDurationMs, undefined);
  });

  test('at its Timeout a function is killed, spinning or not', async () => {
    await bench.create('spins', { 'index.js': 'exports.handler = async () => { for (;;); }' }, { Timeout: 1 });
    const { payload, report, log } = await bench.invoke('spins');
    assert.deepEqual(payload, {
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${report.requestId} Error: Task timed out after 1.00 seconds`,
    });
    assert.deepEqual([report.durationMs, report.status, report.errorType], [1000, 'timeout', undefined]);
    assert.match(log, /Status: timeout\t\n$/);
  });

  test('a custom runtime without a bootstrap has an invalid entry point', async () => {
    await bench.create('headless', { 'README.md': 'nothing' }, { Runtime: 'provided.al2023' as Runtime });
    const { payload } = await bench.invoke('headless');
    assert.equal((payload as { errorType: string }).errorType, 'Runtime.InvalidEntrypoint');
    await bench.create('not-executable', { bootstrap: '#!/bin/sh\n' }, { Runtime: 'provided.al2023' as Runtime });
    assert.equal((await bench.invoke('not-executable')).report.errorType, 'Runtime.InvalidEntrypoint');
  });

  test('a response of more than 6 MB is refused', async () => {
    await bench.create('large', { 'index.js': 'exports.handler = async () => "x".repeat(7e6)' });
    const { payload } = await bench.invoke('large');
    assert.equal((payload as { errorType: string }).errorType, 'Function.ResponseSizeTooLarge');
    assert.equal((await bench.invoke('large')).report.initDurationMs, undefined);
  });

  test('a client that hangs up leaves an environment that is free again', async () => {
    await bench.create('slow', {
      'index.js': 'exports.handler = async () => { await new Promise((r) => setTimeout(r, 150)); return process.pid }',
    });
    const first = await bench.invoke('slow');
    const abandoned = bench.lambda.send(new InvokeCommand({ FunctionName: 'slow' }), {
      abortSignal: AbortSignal.timeout(30),
    });
    await assert.rejects(abandoned);
    await new Promise((resolve) => setTimeout(resolve, 250));
    const later = await bench.invoke('slow');
    assert.equal(later.payload, first.payload);
    assert.equal(later.report.initDurationMs, undefined);
  });
});

describe('the limits', () => {
  test('a quarter of the memory size is a quarter of the CPU', async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    const burn = {
      'index.mjs':
        'export const handler = async () => { const s = process.cpuUsage(); const t = performance.now(); for (;;) { const { user, system } = process.cpuUsage(s); if (user + system > 150000) return performance.now() - t } }',
    };
    await bench.create('full', burn);
    await bench.create('quarter', burn, { MemorySize: 443 });
    const full = Math.min(
      ...[await bench.invoke('full'), await bench.invoke('full')].map((it) => it.report.durationMs),
    );
    const quarter = (await bench.invoke('quarter')).report.durationMs;
    assert.ok(full < 400, `${full} ms with a whole CPU`);
    assert.ok(quarter / full > 2.2 && quarter > 450, `${quarter} ms against ${full} ms`);
  });

  test('INIT has the whole CPU', async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    const burn =
      'const s = process.cpuUsage(); for (;;) { const { user, system } = process.cpuUsage(s); if (user + system > 300000) break }';
    await bench.create('busy-init', { 'index.js': `${burn} exports.handler = async () => 1` }, { MemorySize: 128 });
    const { initDurationMs } = (await bench.invoke('busy-init')).report;
    // With the quota of 128 MB it would take four seconds.
    assert.ok(initDurationMs !== undefined && initDurationMs < 2000, `${initDurationMs} ms`);
  });

  test('who takes more memory than it has is killed, and used all of it', async (t) => {
    if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
    await bench.create(
      'hungry',
      { 'index.js': 'const all = []; exports.handler = async () => { for (;;) all.push(Buffer.alloc(1e7, 1)) }' },
      { MemorySize: 256, Timeout: 10 },
    );
    const { payload, report } = await bench.invoke('hungry');
    assert.deepEqual(payload, {
      errorType: 'Runtime.OutOfMemory',
      errorMessage: `RequestId: ${report.requestId} Error: Runtime exited with error: signal: killed`,
    });
    assert.deepEqual([report.maxMemoryUsedMB, report.status, report.errorType], [256, 'error', 'Runtime.OutOfMemory']);
  });

  test('Max Memory Used follows what the function holds', async () => {
    await bench.create('holds', {
      'index.js': 'let held; exports.handler = async (e) => { held = Buffer.alloc(e.bytes, 1); return 1 }',
    });
    const little = await bench.invoke('holds', { bytes: 1 });
    const much = await bench.invoke('holds', { bytes: 100 * 1_048_576 });
    const grown = much.report.maxMemoryUsedMB - little.report.maxMemoryUsedMB;
    assert.ok(grown >= 90 && grown <= 130, `${grown} MB`);
  });
});

test('an environment that nobody uses stops after its idle time', async () => {
  const short = await Bench.start({ idleTimeout: milliseconds(150) });
  try {
    await short.create('idle', counter);
    const { payload } = await short.invoke('idle');
    const { pid } = payload as { pid: number };
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
    assert.notEqual((await short.invoke('idle')).report.initDurationMs, undefined);
  } finally {
    await short.close();
  }
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  type Runtime,
  TooManyRequestsException,
} from '@aws-sdk/client-lambda';
import { type Answer, Bench } from './harness.js';

let bench: Bench;
before(async () => {
  bench = await Bench.start();
});
after(() => bench.close());

/** The answer of a function with a reserved concurrency of one, once nobody else has it. */
async function whenFree(name: string): Promise<Answer> {
  for (;;) {
    try {
      return await bench.invoke(name);
    } catch (error) {
      if (!(error instanceof TooManyRequestsException)) throw error;
      await sleep(10);
    }
  }
}

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
    // Reports know the categories of AWS only.
    const reported = type.startsWith('Runtime.') ? type : 'Runtime.Unknown';
    test(`in INIT: ${what}`, async () => {
      const name = `init-${type.replace('.', '-')}`;
      await bench.create(name, { 'index.js': code });
      const { payload, functionError, log, report } = await bench.invoke(name);
      const { errorType, errorMessage } = payload as { errorType: string; errorMessage: string };
      assert.equal(functionError, 'Unhandled');
      assert.equal(errorType, type);
      assert.match(errorMessage, message);
      for (const phase of ['init', 'invoke']) {
        const line = `INIT_REPORT Init Duration: \\d+\\.\\d\\d ms\\tPhase: ${phase}\\tStatus: error\\tError Type: ${reported}\n`;
        assert.match(log, new RegExp(line));
      }
      assert.deepEqual([report.status, report.errorType, report.initDurationMs], ['error', reported, undefined]);
    });
  }

  for (const [runtime, type] of [
    ['nodejs22.x', 'Runtime.UnhandledPromiseRejection'],
    ['nodejs24.x', 'Runtime.ExitError'],
  ] as const) {
    test(`a promise that nobody catches ends the runtime: ${runtime}`, async () => {
      const name = runtime.replace('.', '-');
      const code = 'exports.handler = () => new Promise(() => { Promise.reject(new Error("lost")) })';
      await bench.create(name, { 'index.js': code }, { Runtime: runtime });
      const { payload, report } = await bench.invoke(name);
      assert.equal((payload as { errorType: string }).errorType, type);
      assert.deepEqual([report.status, report.errorType], ['error', 'Runtime.ExitError']);
    });
  }

  test("a timer of an invocation that is over goes off in the next one, and what it throws is that one's", async () => {
    const code = `exports.handler = async (e) => {
      if (e.late) setTimeout(() => Promise.reject(new Error("late")), 1000);
      else await new Promise((resolve) => setTimeout(resolve, 2000));
    }`;
    await bench.create('late', { 'index.js': code });
    assert.equal((await bench.invoke('late', { late: true })).payload, null);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const next = await bench.invoke('late');
    // Whether the runtime has read the event when the timer goes off decides who tells of it.
    assert.match((next.payload as { errorType: string }).errorType, /^Runtime\.(UnhandledPromiseRejection|ExitError)$/);
    assert.deepEqual([next.report.status, next.report.errorType], ['error', 'Runtime.ExitError']);
  });

  test('an exit is a crash, and resets the environment: same stream, and the init within the next Duration', async () => {
    const stream = 'process.env.AWS_LAMBDA_LOG_STREAM_NAME';
    await bench.create('exits', {
      'index.js': `const end = Date.now() + 100; while (Date.now() < end);
        exports.handler = async (e) => e.code === undefined ? ${stream} : process.exit(e.code)`,
    });
    const first = await bench.invoke('exits');
    const crashed = await bench.invoke('exits', { code: 3 });
    assert.deepEqual(crashed.payload, {
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${crashed.report.requestId} Error: Runtime exited with error: exit status 3`,
    });
    assert.deepEqual([crashed.report.status, crashed.report.errorType], ['error', 'Runtime.ExitError']);
    const again = await bench.invoke('exits');
    assert.equal(again.payload, first.payload);
    assert.equal(again.report.initDurationMs, undefined);
    assert.ok(again.report.durationMs >= 100, `${again.report.durationMs} ms`);
    assert.doesNotMatch(again.log, /INIT_/);
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

  test('a client that hangs up leaves an environment that is free again', { timeout: 60_000 }, async () => {
    await bench.create('slow', {
      'index.js':
        'const id = Math.random(); exports.handler = async () => { await new Promise((r) => setTimeout(r, 150)); return id }',
    });
    const first = await bench.invoke('slow');
    const one = { FunctionName: 'slow', ReservedConcurrentExecutions: 1 };
    await bench.lambda.send(new PutFunctionConcurrencyCommand(one));
    const abandoned = bench.lambda.send(new InvokeCommand({ FunctionName: 'slow' }), {
      abortSignal: AbortSignal.timeout(30),
    });
    await assert.rejects(abandoned);
    const later = await whenFree('slow');
    assert.equal(later.payload, first.payload);
    assert.equal(later.report.initDurationMs, undefined);
  });
});

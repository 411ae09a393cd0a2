import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { milliseconds } from '../../../src/units/index.js';
import { Gate } from '../concurrency/gate.js';
import { Bench, type Source } from '../harness.js';
import { processesOf } from '../host-processes.js';
import { WordFromInside } from '../word-from-inside.js';
import { extension, layerOf } from './extension-source.js';

interface Said {
  readonly from: string;
  readonly event?: Record<string, unknown>;
  readonly [more: string]: unknown;
}

let bench: Bench;
let word: WordFromInside;
before(async () => {
  [bench, word] = await Promise.all([Bench.start({ idleTimeout: milliseconds(400) }), WordFromInside.listen()]);
});
after(async () => {
  word.close();
  await bench.close();
});

const handler = { 'index.js': 'exports.handler = async (event) => event' };

async function create(
  name: string,
  extensions: Parameters<typeof layerOf>[2],
  { source = handler, timeout = 60 }: { source?: Source; timeout?: number } = {},
): Promise<void> {
  const layer = await layerOf(bench, name, extensions);
  await bench.create(name, source, {
    Layers: [layer],
    Timeout: timeout,
    Environment: { Variables: { PORT: String(word.port) } },
  });
}

async function heard(what: (it: Said) => boolean): Promise<Said> {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = (word.heard as Said[]).find(what);
    if (found !== undefined) return found;
    assert.ok(Date.now() < end, JSON.stringify(word.heard));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const GOOD = `
  const { status, body } = await register(['INVOKE', 'SHUTDOWN'], { 'Lambda-Extension-Accept-Feature': 'accountId' });
  await say({ status, body });
  console.log('ready soon');
  for (;;) {
    const event = await next();
    await say({ event });
    if (event.eventType === 'SHUTDOWN') process.exit(0);
    console.log('saw ' + event.requestId);
  }`;

describe('an external extension', () => {
  test('registers, sees every invocation and the end, and its lines are in the log', async () => {
    await create('good', { 'one.js': extension(GOOD) });
    const first = await bench.invoke('good', 1);
    assert.equal(first.payload, 1);
    assert.match(first.log, /\nready soon\n/);
    assert.match(first.log, /\nEXTENSION\tName: one\.js\tState: Ready\tEvents: \[INVOKE, SHUTDOWN\]\nSTART /);
    assert.match(first.log, new RegExp(`\nsaw ${first.report.requestId}\n`));
    const registered = await heard((it) => it.from === 'one.js' && it.status !== undefined);
    assert.deepEqual(
      [registered.status, registered.body],
      [200, { functionName: 'good', functionVersion: '$LATEST', handler: 'index.handler', accountId: '000000000000' }],
    );
    const { event } = await heard((it) => it.event?.requestId === first.report.requestId);
    assert.deepEqual(Object.keys(event ?? {}), [
      'eventType',
      'deadlineMs',
      'requestId',
      'invokedFunctionArn',
      'tracing',
    ]);
    assert.equal(event?.eventType, 'INVOKE');
    const end = await heard((it) => it.from === 'one.js' && it.event?.eventType === 'SHUTDOWN');
    assert.equal(end.event?.shutdownReason, 'spindown');
    const left = Number(end.event?.deadlineMs) - Date.now();
    assert.ok(left <= 2000, `${left} ms`);
  });

  test('counts in Init Duration and Duration, and does not keep the caller waiting', async () => {
    const gate = await Gate.open();
    const slow = `await register(['INVOKE']); await pause(300);
      for (let n = 1; ; n++) { await next(); if (n === 1) await fetch('${gate.url}'); else await pause(300); }`;
    await create('slow', { slow: extension(slow) });
    const answer = await bench.lambda.send(new InvokeCommand({ FunctionName: 'slow', Payload: '1' }));
    assert.equal(answer.Payload?.transformToString(), '1');
    await gate.arrivals(1);
    gate.release();
    gate.close();
    // Whether it meets the first environment again is a matter of time.
    const reports = [(await bench.invoke('slow')).report, (await bench.invoke('slow')).report];
    for (const { initDurationMs } of reports) assert.ok(initDurationMs === undefined || initDurationMs >= 300);
    assert.ok(reports.some(({ durationMs }) => durationMs >= 300));
  });

  test('that crashes in an invocation fails it, and the next one starts all again', async () => {
    const crash = `await register(['INVOKE']); await next(); process.exit(7);`;
    const source = { 'index.js': 'exports.handler = () => new Promise((resolve) => setTimeout(resolve, 5000))' };
    await create('crash', { crash: extension(crash) }, { source });
    const { payload, report, log } = await bench.invoke('crash');
    assert.deepEqual(payload, {
      errorType: 'Extension.Crash',
      errorMessage: `RequestId: ${report.requestId} Error: exit status 7`,
    });
    assert.deepEqual([report.status, report.errorType], ['error', 'Extension.Crash']);
    assert.match(log, /EXTENSION\tName: crash\tState: Ready\tEvents: \[INVOKE\]\n/);
    const again = await bench.invoke('crash');
    assert.equal(again.report.errorType, 'Extension.Crash');
    assert.equal(again.report.initDurationMs, undefined);
  });

  const failures: [string, string, number, string, string][] = [
    ['exits before it is ready', `await register([]); process.exit(3)`, 0o100755, 'Extension.Crash', 'Registered'],
    [
      'says so',
      `await register([]); await fail('init/error', 'Mine.Broken'); process.exit(3)`,
      0o100755,
      'Extension.InitError',
      'InitError',
    ],
    ['may not be executed', '', 0o100644, 'Extension.LaunchError', 'LaunchError'],
  ];
  for (const [index, [how, main, mode, errorType, state]] of failures.entries()) {
    test(`that ${how} in INIT fails the second attempt, too`, async () => {
      const name = `init-failure-${index}`;
      await create(name, { bad: extension(main, mode) });
      const { payload, report, log } = await bench.invoke(name);
      assert.equal((payload as { errorType: string }).errorType, errorType);
      assert.deepEqual([report.status, report.errorType], ['error', errorType]);
      for (const phase of ['init', 'invoke']) {
        assert.match(log, new RegExp(`INIT_REPORT .*\\tPhase: ${phase}\\tStatus: error\\tError Type: ${errorType}\n`));
      }
      const type = { InitError: 'Mine.Broken', LaunchError: 'PermissionDenied' }[state];
      const shown = type === undefined ? '' : `\\tError Type: ${type}`;
      assert.match(log, new RegExp(`EXTENSION\\tName: bad\\tState: ${state}\\tEvents: \\[\\]${shown}\n`));
    });
  }

  test('hears why the environment is reset: a timeout, a failure', async () => {
    const source = {
      'index.js': 'exports.handler = async (e) => e.exit ? process.exit(1) : new Promise((r) => setTimeout(r, 60_000))',
    };
    await create('late', { 'late.js': extension(GOOD) }, { source, timeout: 2 });
    assert.equal((await bench.invoke('late')).report.status, 'timeout');
    await heard((it) => it.from === 'late.js' && it.event?.shutdownReason === 'timeout');
    await create('fails', { 'fails.js': extension(GOOD) }, { source });
    assert.equal((await bench.invoke('fails', { exit: true })).report.errorType, 'Runtime.ExitError');
    await heard((it) => it.from === 'fails.js' && it.event?.shutdownReason === 'failure');
  });

  test('that does not end is killed after two seconds, and before it the runtime has had its SIGTERM', async () => {
    const stubborn = `await register(['SHUTDOWN']); const event = await next();
      await say({ at: Date.now(), event }); for (;;) await pause(1000);`;
    const source = {
      'index.js': `process.on('SIGTERM', () => require('node:net').connect(Number(process.env.PORT), '127.0.0.1')
        .end('{"from":"runtime"}', () => process.exit(0)));
        exports.handler = async () => 1`,
    };
    await create('stubborn-extension', { 'stays.js': extension(stubborn) }, { source });
    await bench.invoke('stubborn-extension');
    const { at, event } = await heard((it) => it.from === 'stays.js');
    assert.ok((word.heard as Said[]).some((it) => it.from === 'runtime'));
    assert.ok(Number(event?.deadlineMs) - Number(at) <= 2000);
    while (processesOf('stubborn-extension').length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(Date.now() >= Number(event?.deadlineMs) - 5, 'not before its time');
  });

  test('gets telemetry of what happens', async () => {
    const listening = `
      const server = require('node:http').createServer((request, response) => {
        let text = '';
        request.on('data', (chunk) => { text += chunk; });
        request.on('end', () => { response.end(); for (const it of JSON.parse(text)) say({ type: it.type, record: it.record }); });
      });
      const host = (await require('node:dns').promises.lookup('sandbox.localdomain').catch(() => ({ address: '127.0.0.1' }))).address;
      await new Promise((resolve) => server.listen(0, host, resolve));
      await register(['INVOKE']);
      const reply = await fetch('http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2022-07-01/telemetry', {
        method: 'PUT',
        headers: { 'Lambda-Extension-Identifier': id },
        body: JSON.stringify({
          schemaVersion: '2022-12-13',
          types: ['platform', 'function'],
          buffering: { timeoutMs: 25 },
          destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain:' + server.address().port },
        }),
      });
      await say({ subscribed: reply.status });
      for (;;) { await next(); await pause(100); }`;
    const source = { 'index.js': 'exports.handler = async () => { console.log("hello") }' };
    await create('telemetry', { 'listens.js': extension(listening) }, { source });
    const { report, log } = await bench.invoke('telemetry');
    assert.match(log, /TELEMETRY\tName: listens\.js\tState: Subscribed\tTypes: \[Platform, Function\]\n/);
    assert.equal((await heard((it) => it.from === 'listens.js' && it.subscribed !== undefined)).subscribed, 200);
    const types = ['platform.initStart', 'platform.initRuntimeDone', 'platform.initReport', 'platform.start'];
    for (const type of [...types, 'function']) await heard((it) => it.from === 'listens.js' && it.type === type);
    const done = await heard((it) => it.from === 'listens.js' && it.type === 'platform.runtimeDone');
    const record = done.record as { requestId: string; status: string; spans: { name: string }[] };
    assert.deepEqual([record.requestId, record.status], [report.requestId, 'success']);
    assert.deepEqual(
      record.spans.map(({ name }) => name),
      ['responseLatency', 'responseDuration', 'runtimeOverhead'],
    );
  });
});

describe('an internal extension', () => {
  test('registers from within the runtime, knows no SHUTDOWN, and cannot put off the end for ever', async () => {
    const source = {
      'index.mjs': `
        const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2020-01-01/extension/';
        const register = (events) => fetch(api + 'register', {
          method: 'POST', headers: { 'Lambda-Extension-Name': 'inner' }, body: JSON.stringify({ events }),
        });
        const refused = await (await register(['INVOKE', 'SHUTDOWN'])).json();
        const registered = await register(['INVOKE']);
        const headers = { 'Lambda-Extension-Identifier': registered.headers.get('lambda-extension-identifier') };
        const seen = [];
        (async () => { for (;;) seen.push(await (await fetch(api + 'event/next', { headers })).json()); })();
        process.on('SIGTERM', () => { for (;;); });
        export const handler = async () => {
          while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
          return { refused, seen: seen[0].eventType };
        }`,
    };
    await bench.create('internal-extension', source, { Timeout: 10 });
    const { payload, log } = await bench.invoke('internal-extension');
    const { refused, seen } = payload as { refused: object; seen: string };
    assert.deepEqual(refused, {
      errorMessage: 'SHUTDOWN: ShutdownEventNotSupportedForInternalExtension',
      errorType: 'Extension.InvalidEventType',
    });
    assert.equal(seen, 'INVOKE');
    assert.match(log, /EXTENSION\tName: inner\tState: Ready\tEvents: \[INVOKE\]\n/);
    while (processesOf('internal-extension').length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, type TestContext, test } from 'node:test';
import type { PlatformEvent } from '../../../src/emulator/environment/platform-event.js';
import { type Destination, openDestination } from '../../../src/emulator/telemetry/destination.js';
import { Telemetry, type TelemetryOptions } from '../../../src/emulator/telemetry/telemetry.js';
import { milliseconds } from '../../../src/units/index.js';
import { ManualClock } from '../manual-clock.js';
import { event, identity, metrics, requestId, runtimeVersion } from './events.js';

const TERM = 100;

function telemetry(t: TestContext, options: Partial<TelemetryOptions> = {}) {
  const clock = new ManualClock();
  const emitted: PlatformEvent[] = [];
  const it: Telemetry = new Telemetry({
    clock,
    logFormat: 'Text',
    emit: (event) => {
      emitted.push(event);
      it.publish(event);
    },
    ...options,
  });
  t.after(() => it.close());
  return { it, clock, emitted };
}

/** In the place of an extension's server: keeps what it gets, as objects. */
class Inbox implements Destination {
  readonly events: { type: string; record: unknown }[] = [];
  async deliver(events: readonly string[]): Promise<void> {
    this.events.push(...events.map((it) => JSON.parse(it)));
  }
  close(): void {}
  get types(): string[] {
    return this.events.map(({ type }) => type);
  }
}

const body = (more: object = {}): string =>
  JSON.stringify({
    schemaVersion: '2022-12-13',
    types: ['platform', 'function', 'extension'],
    buffering: { timeoutMs: TERM },
    destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain:4243' },
    ...more,
  });

const initStart = event('platform.initStart', {
  ...identity,
  ...runtimeVersion,
  initializationType: 'on-demand',
  phase: 'init',
});
const start = event('platform.start', { requestId, version: '$LATEST' });
const report = event('platform.report', { requestId, status: 'success', metrics });

describe('a subscriber', () => {
  test('gets all events, those from before its subscription too', async (t) => {
    const inbox = new Inbox();
    const { it, clock, emitted } = telemetry(t, { open: async () => inbox });
    it.publish(initStart);
    assert.deepEqual(await it.subscribe('agent', 'telemetry', body()), { status: 200, body: '"OK"' });
    it.publish(start);
    it.publish(event('function', '{"a": 1}'));
    it.publish(event('extension', 'hello'));
    await clock.advance(TERM);
    assert.deepEqual(inbox.types, [
      'platform.initStart',
      'platform.telemetrySubscription',
      'platform.start',
      'function',
      'extension',
    ]);
    assert.deepEqual(inbox.events[1]?.record, {
      name: 'agent',
      state: 'Subscribed',
      types: ['platform', 'function', 'extension'],
    });
    assert.equal(emitted.length, 1);
    assert.equal(inbox.events[3]?.record, '{"a": 1}');
  });
  test('gets the types alone that it has asked for', async (t) => {
    const inbox = new Inbox();
    const { it, clock } = telemetry(t, { open: async () => inbox });
    await it.subscribe('agent', 'telemetry', body({ types: ['function'] }));
    for (const each of [start, event('function', 'line'), report]) it.publish(each);
    await clock.advance(TERM);
    assert.deepEqual(inbox.types, ['function']);
  });
  test('gets lines as the objects that they are, where the log format is JSON and its schema knows it', async (t) => {
    const [now, old] = [new Inbox(), new Inbox()];
    const inboxes = [now, old];
    const open = async () => inboxes.shift() ?? now;
    const { it, clock } = telemetry(t, { open, logFormat: 'JSON' });
    await it.subscribe('new', 'telemetry', body({ types: ['function'] }));
    await it.subscribe('old', 'telemetry', body({ types: ['function'], schemaVersion: '2022-07-01' }));
    for (const line of ['{"level":"INFO"}', '{no json', '[1]']) it.publish(event('function', line));
    await clock.advance(TERM);
    assert.deepEqual(
      now.events.map(({ record }) => record),
      [{ level: 'INFO' }, '{no json', '[1]'],
    );
    assert.deepEqual(
      old.events.map(({ record }) => record),
      ['{"level":"INFO"}', '{no json', '[1]'],
    );
  });
  test('of the first schema is not told the name of the function', async (t) => {
    const inbox = new Inbox();
    const { it, clock } = telemetry(t, { open: async () => inbox });
    await it.subscribe('agent', 'telemetry', body({ schemaVersion: '2022-07-01' }));
    it.publish(initStart);
    await clock.advance(TERM);
    const told = inbox.events.find(({ type }) => type === 'platform.initStart');
    assert.deepEqual(told?.record, { initializationType: 'on-demand', phase: 'init', ...runtimeVersion });
  });
  test('of the Logs API sees END and REPORT, and none of the newer events', async (t) => {
    const inbox = new Inbox();
    const { it, clock } = telemetry(t, { open: async () => inbox });
    await it.subscribe('agent', 'logs', body({ schemaVersion: '2021-03-18' }));
    for (const each of [initStart, start, event('platform.runtimeDone', { requestId, status: 'success' }), report]) {
      it.publish(each);
    }
    await clock.advance(TERM);
    assert.deepEqual(inbox.types, [
      'platform.logsSubscription',
      'platform.start',
      'platform.runtimeDone',
      'platform.end',
      'platform.report',
    ]);
    assert.deepEqual(inbox.events[4]?.record, {
      requestId,
      metrics: { durationMs: 693.917, billedDurationMs: 694, memorySizeMB: 128, maxMemoryUsedMB: 84 },
    });
  });
  test('that subscribes again is served at its new address alone', async (t) => {
    const [first, second] = [new Inbox(), new Inbox()];
    const inboxes = [first, second];
    const { it, clock } = telemetry(t, { open: async () => inboxes.shift() ?? first });
    await it.subscribe('agent', 'telemetry', body({ types: ['function'] }));
    await it.subscribe('agent', 'telemetry', body({ types: ['function'] }));
    it.publish(event('function', 'line'));
    await clock.advance(TERM);
    assert.deepEqual(first.events, []);
    assert.deepEqual(second.types, ['function']);
  });
});

describe('a subscription is refused', () => {
  const errorOf = (answer: { status: number; body: string }) => ({ status: answer.status, ...JSON.parse(answer.body) });

  test('with all its faults', async (t) => {
    const { it } = telemetry(t);
    assert.deepEqual(errorOf(await it.subscribe('agent', 'telemetry', body({ types: [] }))), {
      status: 400,
      errorType: 'ValidationError',
      errorMessage: 'types should not be empty',
    });
  });
  test('when INIT is over', async (t) => {
    const { it } = telemetry(t);
    it.closeSubscriptions();
    assert.deepEqual(errorOf(await it.subscribe('agent', 'telemetry', body())), {
      status: 403,
      errorType: 'Telemetry.SubscriptionClosed',
      errorMessage: 'Telemetry API subscription is closed',
    });
    assert.equal(errorOf(await it.subscribe('agent', 'logs', body())).errorType, 'Logs.SubscriptionClosed');
  });
  test('until the environment is reset, which ends what was subscribed before', async (t) => {
    const inboxes = [new Inbox(), new Inbox()];
    const [before, after] = inboxes;
    const { it, clock } = telemetry(t, { open: async () => inboxes.shift() ?? new Inbox() });
    await it.subscribe('agent', 'telemetry', body());
    it.closeSubscriptions();
    it.reset();
    it.publish(start);
    assert.equal((await it.subscribe('agent', 'telemetry', body())).status, 200);
    await clock.advance(TERM);
    assert.deepEqual(before?.events, []);
    assert.deepEqual(after?.types, ['platform.start', 'platform.telemetrySubscription']);
  });
  test('when nobody listens at its TCP port', async (t) => {
    const free = createTcpServer();
    const port = await listening(free);
    await new Promise((resolve) => free.close(resolve));
    const { it } = telemetry(t);
    const answer = errorOf(await it.subscribe('agent', 'telemetry', body({ destination: { protocol: 'TCP', port } })));
    assert.equal(answer.status, 400);
    assert.match(answer.errorMessage, /^Invalid destination: .*ECONNREFUSED/);
  });
});

describe('a flush', () => {
  test('waits no longer than it may for an extension that does not answer', async (t) => {
    const silent: Destination = { deliver: () => new Promise(() => {}), close() {} };
    const { it, clock } = telemetry(t, { open: async () => silent });
    await it.subscribe('agent', 'telemetry', body());
    const done = it.flush(milliseconds(300));
    await clock.advance(300);
    await done;
    assert.equal(clock.pending, 0);
  });
});

test('what a function prints before anyone has subscribed is kept in bounds', async (t) => {
  const inbox = new Inbox();
  const { it, clock } = telemetry(t, { open: async () => inbox });
  for (let count = 0; count < 20_000; count += 1) it.publish(event('function', ''));
  await it.subscribe('agent', 'telemetry', body({ types: ['function'], buffering: { maxBytes: 1_048_576 } }));
  await clock.advance(1000);
  assert.ok(inbox.events.length > 1000 && inbox.events.length <= 10_486, `${inbox.events.length} events`);
});

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

const noOtherLoopback = process.platform !== 'linux' && 'only Linux has all of 127.0.0.0/8';

describe('over the network', () => {
  test('a batch comes as one JSON array in a POST to the path that was given', async (t) => {
    const { promise: posted, resolve } = Promise.withResolvers<object>();
    const server = createServer(async (request, response) => {
      const { method, url } = request;
      resolve({ method, url, type: request.headers['content-type'], body: JSON.parse(await text(request)) });
      response.end();
    });
    const port = await listening(server);
    t.after(() => server.close());
    const { it } = telemetry(t);
    const destination = { protocol: 'HTTP', URI: `http://sandbox.localdomain:${port}/logs` };
    await it.subscribe('agent', 'telemetry', body({ types: ['function'], destination }));
    it.publish(event('function', 'a'));
    it.publish(event('function', 'ü'));
    await it.flush(milliseconds(10_000));
    const time = '2022-10-12T00:01:15.000Z';
    assert.deepEqual(await posted, {
      method: 'POST',
      url: '/logs',
      type: 'application/json',
      body: [
        { time, type: 'function', record: 'a' },
        { time, type: 'function', record: 'ü' },
      ],
    });
  });
  test('an answer that is an error is no arrival', async (t) => {
    let count = 0;
    const server = createServer((request, response) => {
      count += 1;
      request.resume();
      response.writeHead(count < 2 ? 500 : 200).end();
    });
    const port = await listening(server);
    t.after(() => server.close());
    const { it, emitted } = telemetry(t);
    const destination = { protocol: 'HTTP', URI: `http://sandbox.localdomain:${port}` };
    await it.subscribe('agent', 'telemetry', body({ destination }));
    await it.flush(milliseconds(10_000));
    assert.equal(count, 2);
    assert.deepEqual(
      emitted.map(({ type }) => type),
      ['platform.telemetrySubscription'],
    );
  });
  test('each environment has an address of its own, and who listens at 127.0.0.1 is found too', {
    skip: noOtherLoopback,
  }, async (t) => {
    const servers = ['127.9.9.1', '127.9.9.2', '127.0.0.1'].map((host) => ({ host, got: [] as unknown[] }));
    const free = createTcpServer();
    const port = await listening(free);
    await new Promise((resolve) => free.close(resolve));
    for (const { host, got } of servers) {
      const server = createServer(async (request, response) => {
        got.push(JSON.parse(await text(request)).map(({ record }: { record: unknown }) => record));
        response.end();
      });
      await new Promise<void>((resolve) => server.listen(port, host, resolve));
      t.after(() => server.close());
    }
    for (const loopback of ['127.9.9.1', '127.9.9.2', '127.9.9.3']) {
      const { it } = telemetry(t, { inside: () => ({ loopback }) });
      const destination = { protocol: 'HTTP', URI: `http://sandbox.localdomain:${port}` };
      await it.subscribe('agent', 'telemetry', body({ types: ['function'], destination }));
      it.publish(event('function', `for ${loopback}`));
      await it.flush(milliseconds(10_000));
    }
    assert.deepEqual(
      servers.map(({ got }) => got),
      [[['for 127.9.9.1']], [['for 127.9.9.2']], [['for 127.9.9.3']]],
    );
  });
  test('TCP carries one event a line, and is connected again when it was cut', async (t) => {
    const connections: Promise<string>[] = [];
    const server = createTcpServer((socket) => {
      socket.on('error', () => {});
      connections.push(text(socket).catch(() => ''));
      // Whoever has sent one batch is cut off.
      socket.once('data', () => socket.end());
    });
    const port = await listening(server);
    t.after(() => server.close());
    const destination = await openDestination({ protocol: 'TCP', port });
    t.after(() => destination.close());
    await destination.deliver(['{"a":1}', '{"a":2}']);
    // The first write after a cut may still be taken by the kernel: TCP cannot tell.
    while (connections.length < 2) {
      await destination.deliver(['{"a":3}']).catch(() => {});
      await new Promise((resolve) => setImmediate(resolve));
    }
    destination.close();
    assert.match((await connections[0]) ?? '', /^\{"a":1\}\n\{"a":2\}\n/);
    assert.match((await connections[1]) ?? '', /^\{"a":3\}\n/);
  });
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadRequest } from '../../../src/recording/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { burst, constant, driven, kindsOf, OK, pause, rawServer, targetOf } from './driven.js';

const answering = (t: TestContext, answer = OK) => rawServer(t, ({ socket }) => socket.write(answer));

test('gives every arrival one record, in the phase that it is of', async (t) => {
  const server = await answering(t);
  const { end, requests } = await driven(server.url, [constant(100, 500), pause(50), burst(7)]);
  assert.equal(end, 'complete');
  assert.deepEqual(kindsOf(requests), { answered: 57 });
  assert.equal(requests.filter(({ phase }) => phase === 2).length, 7);
  const due = requests.filter(({ phase }) => phase === 0).map(({ dueMs }) => dueMs as number);
  assert.deepEqual(
    due.sort((a, b) => a - b),
    Array.from({ length: 50 }, (_, i) => i * 10),
  );
});

test('never sends before it is due, and counts latency from when it was due', async (t) => {
  const server = await answering(t);
  const { requests } = await driven(server.url, [constant(200, 500)]);
  for (const { dueMs, sentMs = -1, latencyMs = -1 } of requests) {
    assert.ok(sentMs >= dueMs && dueMs + latencyMs >= sentMs, `${dueMs} ${sentMs} ${latencyMs}`);
  }
});

test('goes on sending while nothing is answered', async (t) => {
  const held: (() => void)[] = [];
  const server = await rawServer(t, ({ socket }) => {
    held.push(() => socket.write(OK));
    // A driver that waited for an answer would never come to the last request.
    if (held.length === 40) for (const answer of held) answer();
  });
  const { requests } = await driven(server.url, [constant(200, 200)]);
  assert.deepEqual(kindsOf(requests), { answered: 40 });
  assert.equal(server.accepted(), 40);
});

test('uses a connection again, and opens no more than are needed at once', async (t) => {
  const server = await answering(t);
  await driven(server.url, [...Array.from({ length: 5 }, () => [burst(1), pause(150)]).flat()]);
  assert.equal(server.accepted(), 1);
});

test('is answered by a server that closes each connection after its answer', async (t) => {
  const closing = OK.replace('\r\n', '\r\nConnection: close\r\n');
  const server = await rawServer(t, ({ socket }) => socket.end(closing));
  const { requests } = await driven(server.url, [constant(100, 300)]);
  assert.deepEqual(kindsOf(requests), { answered: 30 });
  assert.equal(server.accepted(), 30);
});

test('says what kept a request from the server', async (t) => {
  const gone = await answering(t);
  gone.close();
  const { requests } = await driven(gone.url, [burst(5)]);
  assert.deepEqual(
    requests.map(({ outcome }) => outcome),
    Array.from({ length: 5 }, () => ({ kind: 'connection-failed', error: 'ECONNREFUSED' })),
  );
  assert.ok(requests.every(({ latencyMs, sentMs }) => latencyMs !== undefined && sentMs !== undefined));
});

test('tells a connection that was closed before the first byte from an answer that was cut off', async (t) => {
  const ends = ['', 'HTTP/1.1 200 OK\r\nConte', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'];
  const server = await rawServer(t, ({ socket, ofAll }) => socket.end(ends[ofAll] ?? ''));
  const phases = ends.flatMap(() => [burst(1), pause(300)]);
  const { requests } = await driven(server.url, phases);
  assert.deepEqual(
    requests.map(({ outcome }) => outcome),
    [
      { kind: 'connection-failed', error: 'closed without an answer' },
      { kind: 'bad-answer', problem: 'cut off in its head' },
      { kind: 'bad-answer', problem: 'cut off in its body' },
    ],
  );
});

test('tells a connection that was reset', async (t) => {
  const server = await rawServer(t, ({ socket }) => socket.resetAndDestroy());
  const { requests } = await driven(server.url, [burst(3)]);
  assert.deepEqual(
    requests.map(({ outcome }) => outcome),
    Array.from({ length: 3 }, () => ({ kind: 'connection-failed', error: 'ECONNRESET' })),
  );
});

test('gives up what is not answered in time, and counts it as at least that long', async (t) => {
  const server = await rawServer(t, () => {});
  const { end, requests } = await driven(server.url, [burst(5)], { timeoutMs: milliseconds(150) });
  assert.equal(end, 'complete');
  assert.deepEqual(kindsOf(requests), { 'client-timeout': 5 });
  assert.ok(requests.every(({ latencyMs = 0 }) => latencyMs >= 150));
});

test('records what is open as that when it is told to end', async (t) => {
  const ending = new AbortController();
  let received = 0;
  const server = await rawServer(t, () => {
    if (++received === 10) ending.abort();
  });
  const { end, requests } = await driven(
    server.url,
    [burst(10), pause(60_000), burst(1)],
    {},
    { signal: ending.signal },
  );
  assert.equal(end, 'ended');
  assert.deepEqual(kindsOf(requests), { open: 10 });
  assert.ok(requests.every(({ latencyMs = 0 }) => latencyMs > 0));
});

test('does not begin what was ended before', async (t) => {
  const server = await answering(t);
  const { end, requests } = await driven(server.url, [burst(1)], {}, { signal: AbortSignal.abort() });
  assert.deepEqual([end, requests.length, server.accepted()], ['ended', 0, 0]);
});

test('drops what is due while as many are open as may be', async (t) => {
  const held: (() => void)[] = [];
  const server = await rawServer(t, ({ socket }) => {
    held.push(() => socket.write(OK));
    if (held.length === 4) setTimeout(() => held.forEach((answer) => void answer()), 100);
  });
  const { requests } = await driven(server.url, [burst(10)], { maxOpen: 4 });
  assert.deepEqual(kindsOf(requests), { answered: 4, dropped: 6 });
  const dropped = requests.filter(({ outcome }) => outcome.kind === 'dropped');
  assert.ok(dropped.every(({ sentMs, latencyMs }) => sentMs === undefined && latencyMs === undefined));
  assert.deepEqual(dropped[0]?.outcome, { kind: 'dropped', reason: 'too-many-open' });
});

test('sends no more than it may, and waits for what was sent', async (t) => {
  let received = 0;
  const server = await rawServer(t, ({ socket }) => {
    received++;
    setTimeout(() => socket.write(OK), 50);
  });
  const { end, requests } = await driven(server.url, [burst(4), constant(100, 60_000)], { maxRequests: 6 });
  assert.equal(end, 'max-requests');
  assert.deepEqual(kindsOf(requests), { answered: 6 });
  assert.equal(received, 6);
});

test('is complete when it has sent as many as it may, and all', async (t) => {
  const server = await answering(t);
  assert.equal((await driven(server.url, [burst(4)], { maxRequests: 4 })).end, 'complete');
});

test('reads answers of any length without holding them', async (t) => {
  const bytes = 32 * 1024 * 1024;
  const server = await rawServer(t, ({ socket }) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes}\r\n\r\n`);
    socket.write(Buffer.alloc(bytes));
  });
  const { requests } = await driven(server.url, [burst(3), pause(0)]);
  assert.deepEqual(kindsOf(requests), { answered: 3 });
});

test('calls what is no answer a bad one, and never uses its connection again', async (t) => {
  const answers = ['SSH-2.0-OpenSSH\r\n', `${OK}and more`, 'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n', OK];
  const server = await rawServer(t, ({ socket, ofAll }) => socket.write(answers[ofAll] ?? OK));
  const { requests } = await driven(server.url, [
    burst(1),
    pause(200),
    burst(1),
    pause(200),
    burst(1),
    pause(200),
    burst(1),
  ]);
  assert.deepEqual(
    requests.map(({ outcome }) => (outcome.kind === 'bad-answer' ? outcome.problem : outcome.kind)),
    ['not HTTP/1.1', 'more bytes than the answer has', 'a Content-Length that is no length', 'answered'],
  );
  assert.equal(server.accepted(), 4);
});

test('meets the end of a connection that the server gave up while it was idle, and retries only when told to', async (t) => {
  const once = () => rawServer(t, ({ socket, onConnection }) => (onConnection === 0 ? socket.write(OK) : socket.end()));
  const phases = [burst(1), pause(200), burst(1)];
  const { requests } = await driven((await once()).url, phases);
  assert.deepEqual(kindsOf(requests), { answered: 1, 'connection-failed': 1 });
  const retried = await driven((await once()).url, phases, { retries: 1 });
  assert.deepEqual(kindsOf(retried.requests), { answered: 2 });
  assert.deepEqual(
    retried.requests.map(({ attempts }) => attempts),
    [undefined, 2],
  );
});

test('sends what was throttled again as often as it is told, and counts from when it was first due', async (t) => {
  const throttled = 'HTTP/1.1 429 Too Many Requests\r\nContent-Length: 2\r\n\r\n{}';
  let lastMs = 0;
  const server = await rawServer(t, ({ socket, ofAll }) => {
    lastMs = performance.now();
    socket.write(ofAll < 2 ? throttled : OK);
  });
  let beganMs = 0;
  const began = {
    onBegin: () => {
      beganMs = performance.now();
    },
  };
  const { requests } = await driven(server.url, [burst(1)], { retries: 2 }, began);
  assert.deepEqual([kindsOf(requests), requests[0]?.attempts], [{ answered: 1 }, 3]);
  // The callback comes a little after the beginning, from another thread.
  assert.ok((requests[0]?.latencyMs ?? 0) >= lastMs - beganMs);
  const tired = await rawServer(t, ({ socket }) => socket.write(throttled));
  const given = await driven(tired.url, [burst(1)], { retries: 1 });
  assert.deepEqual([kindsOf(given.requests), given.requests[0]?.attempts], [{ throttled: 1 }, 2]);
});

test('names the function of a mix, and the payload of several', async (t) => {
  const server = await rawServer(t, ({ socket, head }) =>
    socket.write(OK.replace('200', head.includes(' /b ') ? '201' : '200')),
  );
  const payloads = ['small', 'large'].map((name) => ({ name, weight: 1, body: name }));
  const targets = [
    targetOf(`${server.url}a`, { weight: 3 }),
    targetOf(`${server.url}b`, { weight: 1, method: 'PUT', payloads }),
  ];
  const { requests } = await driven('', [burst(80)], { targets });
  assert.equal(requests.length, 80);
  for (const { function: index, payload, outcome } of requests) {
    assert.equal(outcome.kind === 'answered' ? outcome.status : 0, index === 1 ? 201 : 200);
    assert.equal(payload !== undefined, index === 1);
  }
  assert.ok(requests.some(({ payload }) => payload === 'small') && requests.some(({ payload }) => payload === 'large'));
});

test('beats, and says when it begins before all else', async (t) => {
  const server = await answering(t);
  const heard: string[] = [];
  const { beats } = await driven(
    server.url,
    [constant(50, 1500)],
    { arm: 3 },
    {
      onBegin: (at) => heard.push(Math.abs(at - Date.now()) < 60_000 ? 'begun' : 'begun at another time'),
      onRequests: ([first]) => heard.push(`request of arm ${first?.arm}`),
    },
  );
  assert.deepEqual(heard.slice(0, 2), ['begun', 'request of arm 3']);
  assert.ok(beats.length > 0 && beats.every(({ arm, connections }) => arm === 3 && connections > 0));
});

test('leaves no connection, thread or timer', async (t) => {
  const server = await answering(t);
  await driven(server.url, [burst(20)]);
  for (let tries = 0; server.open() > 0 && tries < 100; tries++) await sleep(20);
  assert.equal(server.open(), 0);
  const left = process
    .getActiveResourcesInfo()
    .filter((it) => /Timeout|Immediate|MessagePort|Worker|TCPSocket/.test(it));
  assert.deepEqual(left, []);
});

test('ends with the trouble of whoever takes the records', async (t) => {
  const server = await answering(t);
  const full = new Error('the disk is full');
  const onRequests = () => {
    throw full;
  };
  await assert.rejects(driven(server.url, [constant(50, 60_000)], {}, { onRequests }), full);
});

test('hands on all that is known when its thread dies in the middle of the load', async (t) => {
  const server = await answering(t);
  // The second target has nothing that could be sent.
  const targets = [targetOf(server.url, { weight: 50 }), targetOf(server.url, { weight: 1, payloads: [] })];
  const requests: LoadRequest[] = [];
  const onRequests = (batch: readonly LoadRequest[]) => void requests.push(...batch);
  const load = driven('', [constant(500, 60_000)], { targets }, { onRequests });
  await assert.rejects(load, /the load driver's thread has died: there is no payload/);
  const due = requests.map(({ dueMs }) => dueMs as number).sort((a, b) => a - b);
  assert.ok(due.length > 0);
  assert.deepEqual(
    due,
    due.map((_, i) => i * 2),
  );
});

test('says why a load cannot begin', async () => {
  await assert.rejects(driven('ftp://localhost/', [burst(1)]), /thread has died: .*ftp/);
});

test('ends before anything is sent when it is told to while its thread begins', async (t) => {
  const server = await answering(t);
  const ending = new AbortController();
  const load = driven(
    server.url,
    [burst(5)],
    {},
    {
      signal: ending.signal,
      credentials: async () => {
        setImmediate(() => ending.abort());
        return { accessKeyId: 'a', secretAccessKey: 's' };
      },
    },
  );
  const { end, requests } = await load;
  assert.equal(end, 'ended');
  assert.equal(server.accepted(), 0);
  assert.ok(requests.every(({ outcome }) => outcome.kind === 'dropped'));
});

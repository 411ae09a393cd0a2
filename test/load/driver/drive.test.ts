import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { burst, constant, driven, drivenInTurn, kindsOf, OK, pause, rawServer, targetOf } from './driven.js';

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
  const phases = Array.from({ length: 5 }, () => [burst(1), pause(150)]).flat();
  const { server } = await drivenInTurn(() => answering(t), phases);
  assert.equal(server.accepted(), 1);
});

test('is answered by a server that closes each connection after its answer', async (t) => {
  const closing = OK.replace('\r\n', '\r\nConnection: close\r\n');
  const server = await rawServer(t, ({ socket }) => socket.end(closing));
  const { requests } = await driven(server.url, [constant(100, 300)]);
  assert.deepEqual(kindsOf(requests), { answered: 30 });
  assert.equal(server.accepted(), 30);
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
  for (let tries = 0; server.open() > 0 && tries < 3000; tries++) await sleep(20);
  assert.equal(server.open(), 0);
  const left = () =>
    process.getActiveResourcesInfo().filter((it) => /Timeout|Immediate|MessagePort|Worker|TCPSocket/.test(it));
  for (let tries = 0; left().length > 0 && tries < 3000; tries++) await sleep(20);
  assert.deepEqual(left(), []);
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

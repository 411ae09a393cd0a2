import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { LoadRequest } from '../../../src/recording/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { burst, constant, driven, drivenInTurn, kindsOf, OK, pause, rawServer, targetOf } from './driven.js';

const answering = (t: TestContext, answer = OK) => rawServer(t, ({ socket }) => socket.write(answer));

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
  const ending = () => rawServer(t, ({ socket, ofAll }) => socket.end(ends[ofAll] ?? ''));
  const phases = ends.flatMap(() => [burst(1), pause(300)]);
  const { requests } = await drivenInTurn(ending, phases);
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
  const answeringSo = () => rawServer(t, ({ socket, ofAll }) => socket.write(answers[ofAll] ?? OK));
  const phases = answers.flatMap(() => [burst(1), pause(200)]);
  const { server, requests } = await drivenInTurn(answeringSo, phases);
  assert.deepEqual(
    requests.map(({ outcome }) => (outcome.kind === 'bad-answer' ? outcome.problem : outcome.kind)),
    ['not HTTP/1.1', 'more bytes than the answer has', 'a Content-Length that is no length', 'answered'],
  );
  assert.equal(server.accepted(), 4);
});

test('meets the end of a connection that the server gave up while it was idle, and retries only when told to', async (t) => {
  const once = () => rawServer(t, ({ socket, onConnection }) => (onConnection === 0 ? socket.write(OK) : socket.end()));
  const phases = [burst(1), pause(200), burst(1)];
  const { requests } = await drivenInTurn(once, phases);
  assert.deepEqual(kindsOf(requests), { answered: 1, 'connection-failed': 1 });
  const retried = await drivenInTurn(once, phases, { retries: 1 });
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

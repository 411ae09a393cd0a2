import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { describe, test } from 'node:test';
import type { LoadRequest } from '../../../src/recording/index.js';
import type { Phase } from '../../../src/scenario/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { burst, driven, kindsOf, OK, pause, rawServer, targetOf } from '../driver/driven.js';

const closed = (concurrency: number, ms: number): Phase => ({
  kind: 'closed',
  name: 'closed',
  concurrency,
  forMs: milliseconds(ms),
});
const ENOUGH = 60_000;

/** So many requests, however long they take. */
const some = (requests: number) => ({ maxRequests: requests });
const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, it) => all + it, 0);
const outcomes = (requests: readonly LoadRequest[]) => requests.map(({ outcome }) => outcome);

describe('a closed loop', () => {
  test('keeps as many requests open as it is told, each followed by the next', async (t) => {
    let most = 0;
    const open: Socket[] = [];
    const server = await rawServer(t, ({ socket, ofAll }) => {
      most = Math.max(most, open.push(socket));
      // Only who keeps seven open is answered, and only who goes on comes to the last one.
      for (const it of open.splice(0, ofAll === 209 ? 7 : open.length - 6)) it.write(OK);
    });
    const { end, requests } = await driven(server.url, [closed(7, ENOUGH)], some(210));
    assert.deepEqual([end, kindsOf(requests), most, server.accepted()], ['max-requests', { answered: 210 }, 7, 7]);
    for (const { dueMs, sentMs, latencyMs = -1 } of requests) assert.ok(dueMs === sentMs && latencyMs > 0);
  });

  test('ends when its time is over, and counts what is open then as that', async (t) => {
    let received = 0;
    const server = await rawServer(t, ({ socket }) => {
      if (++received <= 20) socket.write(OK);
    });
    const { end, requests } = await driven(server.url, [closed(4, 400)]);
    // On a busy machine fewer than 20 may have been answered by then.
    const { open, answered = 0, ...others } = kindsOf(requests);
    assert.deepEqual([end, open, others], ['complete', 4, {}]);
    assert.ok(answered <= 20 && requests.length === answered + 4);
    for (const { outcome, sentMs = 0, latencyMs = 0 } of requests) {
      if (outcome.kind === 'open') assert.ok(sentMs + latencyMs >= 400);
    }
  });

  test('follows and is followed by other phases, on one clock', async (t) => {
    const server = await rawServer(t, ({ socket }) => socket.write(OK));
    const phases = [burst(3), closed(2, 100), pause(50), burst(2), closed(1, 50)];
    const { end, requests } = await driven(server.url, phases);
    assert.equal(end, 'complete');
    const times = (phase: number) => requests.filter((it) => it.phase === phase).map(({ dueMs }) => dueMs as number);
    assert.deepEqual([times(0).length, times(3).length], [3, 2]);
    for (const [before, after] of [
      [0, 1],
      [1, 3],
      [3, 4],
    ] as const) {
      assert.ok(Math.max(...times(before)) <= Math.min(...times(after)), `${before} ${after}`);
    }
    assert.equal(sum(kindsOf(requests)), requests.length);
  });

  test('ends when it is told to', async (t) => {
    const ending = new AbortController();
    let received = 0;
    const server = await rawServer(t, ({ socket }) => {
      if (++received === 30) ending.abort();
      else socket.write(OK);
    });
    const { end, requests } = await driven(server.url, [closed(3, ENOUGH), burst(1)], {}, { signal: ending.signal });
    assert.equal(end, 'ended');
    assert.ok((kindsOf(requests).open ?? 0) >= 1);
    assert.equal(requests.length, received);
  });

  test('has beats, and counts how it itself is doing', async (t) => {
    const server = await rawServer(t, ({ socket }) => socket.write(OK));
    const { beats } = await driven(server.url, [closed(2, 1200)]);
    assert.ok(beats.length >= 2 && beats.every(({ longestDelayMs, cpuRatio }) => longestDelayMs >= 0 && cpuRatio >= 0));
    assert.equal(beats[0]?.connections, 2);
  });

  test('chooses among functions and payloads as an open one does', async (t) => {
    const heads: string[] = [];
    const server = await rawServer(t, ({ socket, head }) => {
      heads.push(head.split(' ')[1] ?? '');
      socket.write(OK);
    });
    const other = await rawServer(t, ({ socket }) => socket.write(OK));
    const payloads = ['a', 'b'].map((name) => ({ name, weight: 1, body: name }));
    const targets = [
      targetOf(`${server.url}one`, { weight: 2, payloads }),
      targetOf(`${server.url}two`),
      targetOf(`${other.url}three`),
    ];
    const { requests } = await driven('', [closed(3, ENOUGH)], { targets, ...some(400) });
    const of = (index: number) => requests.filter((it) => it.function === index);
    assert.equal(of(0).length + of(1).length + of(2).length, 400);
    assert.ok(of(0).length > of(1).length && of(1).length > 50 && of(2).length > 50);
    assert.deepEqual([...new Set(of(0).map(({ payload }) => payload))].sort(), ['a', 'b']);
    assert.equal(heads.filter((path) => path === '/one').length, of(0).length);
  });
});

describe('of a broken server a closed loop counts every request', () => {
  test('that closes each connection after its answer, whether it says so or not', async (t) => {
    for (const connection of ['', 'Connection: close\r\n']) {
      const answer = OK.replace('\r\n\r\n', `\r\n${connection}\r\n`);
      let received = 0;
      const server = await rawServer(t, ({ socket }) => {
        received++;
        if (connection === '') setImmediate(() => socket.end());
        socket.write(answer);
        if (connection !== '') socket.end();
      });
      const { requests } = await driven(server.url, [closed(2, ENOUGH)], some(40));
      const counts = kindsOf(requests);
      assert.equal(sum(counts), 40);
      // Where it does not say so, a request may be on its way when it closes.
      if (connection !== '') assert.deepEqual([counts, received], [{ answered: 40 }, 40]);
    }
  });

  test('that ends an answer by closing', async (t) => {
    const server = await rawServer(t, ({ socket }) => socket.end('HTTP/1.1 200 OK\r\n\r\nwhole'));
    const { requests } = await driven(server.url, [closed(2, ENOUGH)], some(20));
    assert.deepEqual(kindsOf(requests), { answered: 20 });
  });

  test('that kills some connections, answers half, or something else', async (t) => {
    const half = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf';
    const server = await rawServer(t, ({ socket, ofAll }) => {
      if (ofAll % 10 === 3) socket.resetAndDestroy();
      else if (ofAll % 10 === 5) socket.end(half);
      else if (ofAll % 10 === 7) socket.write('SSH-2.0-OpenSSH\r\n');
      else if (ofAll % 10 === 9) socket.end();
      else socket.write(OK);
    });
    const { requests } = await driven(server.url, [closed(1, ENOUGH)], some(100));
    const reasons: Record<string, number> = {};
    for (const outcome of outcomes(requests)) {
      const { problem, error } = outcome as { problem?: string; error?: string };
      const reason = problem ?? error ?? outcome.kind;
      reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
    assert.deepEqual(reasons, {
      answered: 60,
      ECONNRESET: 10,
      'cut off in its body': 10,
      'not HTTP/1.1': 10,
      'closed without an answer': 10,
    });
  });

  test('that refuses, and does not ask it as often as it could', async (t) => {
    const gone = await rawServer(t, () => {});
    gone.close();
    const { end, requests } = await driven(gone.url, [closed(2, 500)]);
    assert.equal(end, 'complete');
    const failed = requests.filter(({ outcome }) => outcome.kind === 'connection-failed');
    assert.ok(failed.length > 2 && failed.length <= 40, String(failed.length));
    assert.deepEqual(failed[0]?.outcome, { kind: 'connection-failed', error: 'ECONNREFUSED' });
  });

  test('that does not answer in time, and goes on', async (t) => {
    const server = await rawServer(t, ({ socket, ofAll }) => {
      if (ofAll % 3 !== 2) socket.write(OK);
    });
    const { requests } = await driven(server.url, [closed(1, ENOUGH)], { timeoutMs: milliseconds(500), ...some(6) });
    // A busy machine may answer one too late.
    const { answered = 0, 'client-timeout': late = 0 } = kindsOf(requests);
    assert.ok(answered + late === 6 && late >= 2, JSON.stringify(kindsOf(requests)));
    for (const { outcome, latencyMs = 0 } of requests)
      if (outcome.kind === 'client-timeout') assert.ok(latencyMs >= 500);
  });

  test('whose answers autocannon would not see the end of, or sees too early', async (t) => {
    const hint = 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n';
    const server = await rawServer(t, ({ socket, head }) => {
      socket.write(head.startsWith('HEAD') ? OK.replace('ok', '') : hint);
      if (!head.startsWith('HEAD')) setImmediate(() => socket.write(OK));
    });
    for (const method of ['HEAD', 'POST']) {
      const targets = [targetOf(server.url, { method })];
      const { requests } = await driven('', [closed(2, ENOUGH)], { targets, ...some(20) });
      assert.deepEqual(kindsOf(requests), { answered: 20 }, method);
    }
  });
});

describe('a closed loop of signed requests', () => {
  const signed = (url: string) => [
    targetOf(url, { protocol: 'invoke', signing: { service: 'lambda', region: 'us-east-1' } }),
  ];
  const credentials = async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' });

  test('reads of each answer what the function did', async (t) => {
    const body = '{"errorType":"E"}';
    const head = `HTTP/1.1 200 OK\r\nX-Amz-Function-Error: Unhandled\r\nX-Amzn-RequestId: 1-2\r\nContent-Length: ${body.length}`;
    const heads = new Set<string>();
    const server = await rawServer(t, (request) => {
      heads.add(/Credential=\w+/.exec(request.head)?.[0] ?? '');
      request.socket.write(`${head}\r\n\r\n${body}`);
    });
    const options = { targets: signed(server.url), ...some(6) };
    const { requests } = await driven('', [closed(2, ENOUGH)], options, { credentials });
    const failed = { kind: 'function-error', status: 200, requestId: '1-2', errorType: 'E' };
    assert.deepEqual(
      outcomes(requests),
      Array.from({ length: 6 }, () => failed),
    );
    assert.deepEqual([...heads], ['Credential=AKIDEXAMPLE']);
  });

  test("sends again, with the server's clock, what was refused for ours", async (t) => {
    const clock = Date.now() + 3_600_000;
    const refused = `HTTP/1.1 403 Forbidden\r\nx-amzn-ErrorType: InvalidSignatureException\r\nDate: ${new Date(clock).toUTCString()}\r\nContent-Length: 0\r\n\r\n`;
    const isRight = (head: string): boolean => Math.abs(dateOf(head) - clock) < 300_000;
    const server = await rawServer(t, ({ socket, head }) => socket.write(isRight(head) ? OK : refused));
    const options = { targets: signed(server.url), ...some(20) };
    const { requests } = await driven('', [closed(3, ENOUGH)], options, { credentials });
    assert.deepEqual(Object.keys(kindsOf(requests)), ['answered']);
    const again = requests.filter(({ attempts }) => attempts === 2).length;
    assert.ok(again >= 1 && again <= 3 && requests.length === 20 - again, `${again} ${requests.length}`);
  });
});

const dateOf = (head: string): number =>
  Date.parse((/X-Amz-Date: (.*)/.exec(head)?.[1] ?? '').replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:'));

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { AT, dataMessage, hear, hearBytes, REPORT, temporaryFile } from './harness.js';

const LOG = Array.from({ length: 40 }, (_, at) => `${at} ${REPORT}\n`).join('');

test('gzip torn anywhere: what stands before is read, and the tear is said once', async () => {
  const packed = gzipSync(LOG);
  for (let at = 1; at < packed.length; at++) {
    const { texts, unreadable, ends } = await hearBytes(packed.subarray(0, at), 64);
    assert.ok(LOG.startsWith(texts), `cut at ${at}`);
    assert.deepEqual([unreadable.length, ends], [1, 1], `cut at ${at}`);
    if (at > 1) assert.match(unreadable[0]?.reason ?? '', /gzip data ends in the middle, at byte \d+/);
    if (at >= packed.length - 8) assert.equal(texts, LOG);
  }
});

test('members before a torn one are read whole', async () => {
  const { texts, unreadable } = await hearBytes(Buffer.concat([gzipSync(LOG), gzipSync(LOG).subarray(0, 30)]));
  assert.ok(texts.startsWith(LOG));
  assert.equal(unreadable.length, 1);
});

test('a wrong checksum and bytes that are not gzip are said; all that was packed before them is read', async () => {
  const wrong = gzipSync(LOG);
  wrong[wrong.length - 6] = (wrong[wrong.length - 6] ?? 0) ^ 1;
  for (const [bytes, reason] of [
    [wrong, /damaged: its checksum does not fit/],
    [Buffer.concat([gzipSync(LOG), Buffer.from('rubbish')]), /followed by something that is not gzip/],
  ] as const) {
    const { texts, unreadable } = await hearBytes(bytes, 1000);
    assert.equal(texts, LOG);
    assert.match(unreadable[0]?.reason ?? '', reason);
  }
});

test('a damaged byte anywhere never crashes, and is never passed over in silence', async () => {
  const packed = gzipSync(LOG);
  // Time and system of the header say nothing about the log.
  for (let at = 10; at < packed.length; at++) {
    const bytes = Buffer.from(packed);
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    const { unreadable, ends } = await hearBytes(bytes, 1000);
    assert.deepEqual([unreadable.length, ends], [1, 1], `byte ${at}`);
  }
});

const EVENTS = [0, 1, 2].map((id) => ({
  eventId: `${id}`,
  timestamp: AT,
  message: `${id} ${REPORT}\n`,
  ingestionTime: AT,
}));

test('JSON torn anywhere: whole events before the tear are read, and the tear is said', async () => {
  for (const indent of [undefined, 4]) {
    const json = JSON.stringify({ events: EVENTS, searchedLogStreams: [] }, null, indent);
    for (let at = 30; at < json.length - 1; at += 3) {
      const { messages, texts, unreadable } = await hearBytes(json.slice(0, at), 100);
      const whole = EVENTS.filter(({ message }) => json.slice(0, at).includes(`${JSON.stringify(message)},`));
      assert.ok(messages.length <= whole.length && messages.length >= whole.length - 1, `${at}: ${messages.length}`);
      assert.deepEqual([texts, unreadable.length], ['', 1], `cut at ${at}`);
      assert.match(unreadable[0]?.reason ?? '', /ends in the middle/);
    }
  }
});

test('a line of records that was torn does not take the next ones with it', async () => {
  const torn = dataMessage().slice(0, -40);
  const { messages, unreadable } = await hearBytes(`${dataMessage()}\n${torn}\n${dataMessage()}\n`);
  assert.equal(messages.length, 2);
  assert.deepEqual(
    unreadable.map(({ place, reason }) => [place.line, /breaks off/.test(reason)]),
    [[2, true]],
  );
});

test('an event that is no event is said, and those beside it are read', async () => {
  const { messages, unreadable } = await hearBytes(JSON.stringify({ events: [EVENTS[0], { message: 1 }, EVENTS[1]] }));
  assert.equal(messages.length, 2);
  assert.match(unreadable[0]?.line ?? '', /"message":1/);
});

test('a value larger than is held whole is read event by event', async () => {
  const filler = 'x'.repeat(250_000);
  const events = Array.from({ length: 60 }, (_, id) => ({
    eventId: `${id}`,
    timestamp: AT,
    message: `${id} ${filler}`,
  }));
  const { messages, unreadable } = await hearBytes(JSON.stringify({ events }), 1_000_000);
  assert.deepEqual(
    messages.map(({ text }) => text),
    events.map(({ message }) => message),
  );
  assert.deepEqual(unreadable, []);
});

test('one event that is longer than any can be is said and stepped over', async (context) => {
  const head = JSON.stringify({ events: [EVENTS[0]] }).slice(0, -2);
  const piece = Buffer.alloc(1024 * 1024, 'x');
  const huge = Array.from({ length: 40 }, () => piece);
  const tail = `"},${JSON.stringify(EVENTS[1])}]}`;
  const heard = await hear(['-'], [Buffer.from(`${head},{"timestamp":1,"message":"`), ...huge, Buffer.from(tail)]);
  assert.deepEqual(
    heard.messages.map(({ text }) => text),
    [EVENTS[0]?.message, EVENTS[1]?.message],
  );
  assert.match(heard.unreadable[0]?.reason ?? '', /one event is longer than 32 MB/);
  const line = temporaryFile(context, Buffer.concat([Buffer.from(`EVENTS\t${AT}\t`), ...huge.slice(0, 10)]));
  assert.match((await hear([line])).unreadable[0]?.reason ?? '', /longer than 8 MB/);
});

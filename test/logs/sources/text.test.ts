import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from '../../fixtures/properties.js';
import { hear, hearBytes, REPORT, STREAM, temporaryFile, temporaryFolder } from './harness.js';

test('text goes through byte for byte, whatever its cut, packed or not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), async (text, size) => {
      const log = `START\r\n${text.replaceAll('\0', '')}\n${REPORT}\n`;
      assert.equal((await hearBytes(log, size)).texts, log);
      assert.equal((await hearBytes(gzipSync(log), size)).texts, log);
    }),
    { numRuns: 60 },
  );
});

test("JSON lines of the platform and of an application are text, even with a container's words in them", async () => {
  const lines = [
    '{"time":"2024-05-01T12:00:00.000Z","type":"platform.start","record":{"requestId":"a","version":"1"}}',
    '{"level":"INFO","message":"got","events":[{"message":"a","timestamp":1}]}',
    '{"timestamp":"2024-05-01T12:00:00Z","level":"INFO","message":"x","requestId":"a"}',
  ];
  for (const log of [lines, lines.toReversed(), lines.slice(1)]) {
    const { texts, messages } = await hearBytes(`${log.join('\n')}\n`);
    assert.deepEqual([texts, messages], [`${log.join('\n')}\n`, []]);
  }
});

test("an application's own fields of a container's names are not opened", async () => {
  const lines = [
    { results: [REPORT] },
    { level: 'INFO', records: [{ data: 'hello' }] },
    { Records: [{ eventSource: 'aws:s3', s3: { object: { key: REPORT } } }] },
    { events: [REPORT] },
    { data: 'hello' },
    { level: 'INFO', messageType: 'greeting' },
  ].map((line) => JSON.stringify(line));
  const { texts, messages, unreadable } = await hearBytes(`${lines.join('\n')}\n`);
  const heard = [...texts.split('\n').filter((it) => it !== ''), ...messages.map(({ text }) => text)];
  assert.deepEqual([heard, unreadable], [lines, []]);
});

test('lines that begin with a bracket or a brace and are no JSON are text', async () => {
  for (const line of [
    '[INFO] started',
    '[2024-05-01T12:00:00] up',
    '{not: json}',
    '[ERROR]\t2024\t{"events":[]}',
    '{',
  ]) {
    assert.equal((await hearBytes(`${line}\n${REPORT}\n`)).texts, `${line}\n${REPORT}\n`);
  }
});

test('an export to S3: the stream from its folder, and the test file of AWS beside it is no log', async (context) => {
  const folder = temporaryFolder(context);
  const stream = join(folder, 'task', STREAM.replaceAll('/', '-'));
  mkdirSync(stream, { recursive: true });
  const line = `2024-05-01T12:00:00.000Z ${REPORT}\n`;
  writeFileSync(join(stream, '000000.gz'), gzipSync(line));
  writeFileSync(join(folder, 'aws-logs-write-test'), 'Permission Check Successful');
  const { texts, textMeta, unreadable, ends } = await hear([folder]);
  assert.deepEqual([texts, textMeta[0], unreadable, ends], [line, { logStream: STREAM }, [], 2]);
});

test('byte order marks, UTF-16 of Windows, and NULs', async () => {
  const log = `grüße 🎈\n${REPORT}\n`;
  const utf16 = Buffer.from(log, 'utf16le');
  const big = Buffer.from(utf16).swap16();
  for (const bytes of [
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(log)]),
    Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
    Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
    Buffer.from(`START RequestId: x\n${log}`, 'utf16le').subarray(38),
    Buffer.from(`${log.slice(0, 9)}\0\0\0${log.slice(9)}\0`),
  ]) {
    for (const size of [1, 3, 4096]) assert.equal((await hearBytes(bytes, size)).texts, log);
  }
});

test('an empty file is fine, packed or not', async (context) => {
  for (const bytes of ['', gzipSync('')]) {
    const { texts, unreadable, ends } = await hear([temporaryFile(context, bytes)]);
    assert.deepEqual([texts, unreadable, ends], ['', [], 1]);
  }
});

test('what is no log is said by name with what was expected', async (context) => {
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(200)]);
  const zip = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), Buffer.alloc(200)]);
  const noise = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 167 + (at >> 3) * 31) % 256));
  for (const [bytes, kind] of [
    [png, /PNG picture; expected log text/],
    [zip, /ZIP file; expected log text/],
    [noise, /binary; expected log text/],
    [gzipSync(noise), /binary; expected log text/],
  ] as const) {
    const path = temporaryFile(context, bytes);
    const { texts, unreadable, ends } = await hear([path]);
    assert.deepEqual([texts, unreadable.length, unreadable[0]?.place.source, ends], ['', 1, path, 1]);
    assert.match(unreadable[0]?.reason ?? '', kind);
  }
});

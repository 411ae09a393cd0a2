import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  checkLine,
  LineMaker,
  type LogLine,
  LogRecordingWriter,
  logLineSchema,
  openLogRecording,
  RecordingError,
  readRecording,
  recordingKind,
} from '../../../src/recording/index.js';
import { epochMilliseconds, milliseconds } from '../../../src/units/index.js';
import { temporaryFolder } from '../../commands/kelvin.js';
import { invocation, invocations, LOG_HEADER } from '../../fixtures/log-lines.js';
import fc from '../../fixtures/properties.js';

const folder = temporaryFolder(after);
const COUNTS = { bytes: 10, messages: 3, lookAlikes: 0, unfinished: 1 };
const END: LogLine = { type: 'end', at: epochMilliseconds(1), reason: 'complete', counts: COUNTS };
const linesOf = (path: string) => [...openLogRecording(path).lines];

test('what was written is read back, line by line', () => {
  const path = join(folder, 'whole', 'recording.jsonl');
  const writer = LogRecordingWriter.create(path, LOG_HEADER);
  const maker = new LineMaker();
  const lines = invocations(3000).map((it) => maker.lineOf(it));
  for (const line of [...lines, END]) writer.append(line);
  writer.close();
  assert.equal(recordingKind(path), 'logs');
  assert.deepEqual(openLogRecording(path).header, LOG_HEADER);
  assert.deepEqual(
    linesOf(path).map((it) => ('line' in it ? it.line : it.reason)),
    [...lines, END],
  );
});

test('lines are held for a batch, and are in the file after a flush', () => {
  const path = join(folder, 'batch', 'recording.jsonl');
  const writer = LogRecordingWriter.create(path, LOG_HEADER);
  const line = new LineMaker().lineOf(invocation());
  writer.append(line);
  writer.flushIfDue();
  assert.equal(linesOf(path).length, 0);
  writer.flush();
  assert.equal(linesOf(path).length, 1);
  for (let i = 0; i < 1000; i++) writer.append(line);
  assert.ok(linesOf(path).length > 500);
  writer.close();
  assert.equal(linesOf(path).length, 1001);
});

test('a torn last line is told, and cut off when the recording goes on', () => {
  const path = join(folder, 'torn.jsonl');
  const line = new LineMaker().lineOf(invocation());
  writeFileSync(path, `${JSON.stringify(LOG_HEADER)}\n${JSON.stringify(line)}\n`);
  const whole = readFileSync(path).length;
  appendFileSync(path, '{"type":"observ');
  const [first, torn] = linesOf(path);
  assert.deepEqual([first?.from.end, first?.from.whole], [whole, true]);
  assert.ok(torn !== undefined && 'reason' in torn && torn.reason === 'is not whole JSON' && !torn.from.whole);
  const writer = LogRecordingWriter.resume(path, whole);
  writer.append(END);
  writer.close();
  assert.deepEqual(
    linesOf(path).map((it) => ('line' in it ? it.line.type : it.reason)),
    ['observation', 'end'],
  );
});

test('a recording of a run, of a newer Kelvin or of nothing is refused with the reason', () => {
  const file = (text: string): string => {
    writeFileSync(join(folder, 'other.jsonl'), text);
    return join(folder, 'other.jsonl');
  };
  const log = file(`${JSON.stringify(LOG_HEADER)}\n`);
  assert.throws(() => readRecording(log), /is the recording of a log, and that of a run is needed/);
  const run = file('{"type":"header","schemaVersion":1}\n');
  assert.equal(recordingKind(run), 'run');
  assert.throws(() => openLogRecording(run), /is no recording of a log: line 1: kind/);
  assert.throws(() => openLogRecording(file(JSON.stringify({ ...LOG_HEADER, schemaVersion: 2 }))), /newer than 1/);
  assert.throws(() => openLogRecording(file('')), RecordingError);
  assert.throws(() => openLogRecording(join(folder, 'nowhere')), /there is no such file/);
  assert.throws(() => openLogRecording(folder), /is a folder/);
});

test('account ids stay out, request ids that look like them stay whole', () => {
  const { report, ...rest } = invocation({ index: 123_456_789_012 });
  const line = new LineMaker().lineOf({
    ...rest,
    functionName: 'arn:aws:lambda:us-east-1:123456789012:function:orders',
    place: { source: 'AWSLogs/123456789012/x.gz' },
    report: { ...report, other: { Role: 'of 123456789012' } },
  });
  assert.ok(line.type === 'observation');
  assert.equal(line.functionName, 'arn:aws:lambda:us-east-1:<account>:function:orders');
  assert.equal(line.place.source, 'AWSLogs/<account>/x.gz');
  assert.deepEqual(line.report.other, { Role: 'of <account>' });
  assert.equal(line.report.requestId, '00000000-0000-4000-8000-123456789012');
});

for (const [line, kept] of [
  [
    'REPORT RequestId: c3252230-c73d-49f6-8844-968c01d1e2e1\tDuration: 12.3token=s3cret and more',
    'REPORT RequestId: c3252230-c73d-49f6-8844-968c01d1e2e1\tDuration: …',
  ],
  [
    'REPORT RequestId: c3252230-c73d-49f6-8844-968c01d1e2e1\tDuration: 1.00 ms\tBilled Duration: 2 msMemory Size:',
    'REPORT RequestId: c3252230-c73d-49f6-8844-968c01d1e2e1\tDuration: 1.00 ms\tBilled Duration: 2 msMemory Size:',
  ],
  ['{"time":"2026-11-21T00:00:00Z","type":"platform.report","record":{"name":"Jane', '{"type":"platform.report" …'],
  ['{"user":"jane","type":"note"}', '…'],
  ['hello jane', '…'],
] as const) {
  test(`of an unreadable line the platform's words are kept alone: ${line.slice(-30)}`, () => {
    const record = new LineMaker().lineOf({ kind: 'unreadable', place: { source: 'a' }, line, reason: 'is cut' });
    assert.ok(record.type === 'unreadable');
    assert.equal(record.line, kept);
  });
}

test('nothing that steers a terminal or turns the direction of writing comes out of a log, in any text', () => {
  const evil = (name: string): string => `${name}\u001b[31m\u0007\u009b1m\u202e\u2066 123456789012`;
  const maker = new LineMaker();
  const { report, place } = invocation();
  const lines = [
    maker.lineOf({
      ...invocation(),
      functionName: evil('f'),
      version: evil('v'),
      place: { ...place, source: evil('s'), logStream: evil('l') },
      report: { ...report, requestId: evil('r'), status: evil('st'), errorType: evil('e'), other: { Disk: evil('d') } },
      failure: { kind: 'error', errorType: evil('e') },
    }),
    maker.lineOf({
      kind: 'init',
      place,
      event: {
        kind: 'init-report',
        initDurationMs: milliseconds(3),
        initializationType: evil('i'),
        status: evil('st'),
        errorType: evil('e'),
      },
    }),
    maker.lineOf({ kind: 'unreadable', place, line: evil('REPORT'), reason: evil('no field is called') }),
  ];
  for (const line of lines) {
    const text = JSON.stringify(line);
    assert.doesNotMatch(text, /\\u0|\u009b|\u202e|\u2066/);
    assert.doesNotMatch(text.replace(/"requestId":"[^"]*"/, ''), /123456789012/);
  }
});

test('the quick check accepts nothing that the schema refuses', () => {
  const good = new LineMaker().lineOf(invocation({ init: 3, logStream: 'a' }));
  assert.equal(checkLine(good), good);
  const paths = ['type', 'at', 'functionName', 'version', 'place', 'place.source', 'place.line', 'report'];
  const fields = [
    ...paths,
    'report.durationMs',
    'report.initDurationMs',
    'report.truncated',
    'report.other',
    'failure',
  ];
  const value = fc.oneof(
    fc.constant(undefined),
    fc.constantFrom(-1, 0.5, '', 'x', null, true, 'observation', {}),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...fields), value, (field, it) => {
      const line = structuredClone(good) as unknown as Record<string, Record<string, unknown>>;
      const [outer = '', inner] = field.split('.');
      if (inner === undefined) (line as Record<string, unknown>)[outer] = it;
      else Object.assign(line[outer] ?? {}, { [inner]: it });
      const checked = checkLine(line);
      assert.equal(typeof checked !== 'string', logLineSchema.safeParse(line).success);
    }),
    { numRuns: 500 },
  );
});

import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  checkLoadLine,
  type LoadLine,
  LoadRecordingWriter,
  loadLineSchema,
  openLoadRecording,
  openLogRecording,
  RecordingError,
  readRecording,
  recordingKind,
} from '../../../src/recording/index.js';
import { epochMilliseconds, milliseconds } from '../../../src/units/index.js';
import { temporaryFolder } from '../../commands/kelvin.js';
import { answered, armBegin, armEnd, beat, loadEnd, loadHeaderWith } from '../../fixtures/load-lines.js';
import fc from '../../fixtures/properties.js';
import { tinyDisk } from '../../fixtures/tiny-disk.js';

const folder = temporaryFolder(after);
const HEADER = loadHeaderWith();
const linesOf = (path: string) => [...openLoadRecording(path).lines()];

const full = answered(3, 12.5, { durationMs: 8, initMs: 100 }, { function: 0, payload: 'small', attempts: 2 });
const late: LoadLine = {
  type: 'report',
  arm: 0,
  requestId: 'a',
  at: epochMilliseconds(5),
  logStream: 'stream',
  report: { durationMs: milliseconds(3) },
};
const WHOLE: LoadLine[] = [
  armBegin(0, 512),
  full,
  { ...answered(4, 30_000), outcome: { kind: 'client-timeout' } },
  { type: 'request', arm: 0, phase: 0, dueMs: milliseconds(5), outcome: { kind: 'dropped', reason: 'too-many-open' } },
  beat(0, 1000),
  late,
  armEnd(0, 2000),
  loadEnd(),
];

test('what was written is read back, line by line and as often as it is asked for', () => {
  const path = join(folder, 'whole', 'recording.jsonl');
  const writer = LoadRecordingWriter.create(path, HEADER);
  writer.append(WHOLE);
  writer.append([]);
  writer.close();
  assert.equal(recordingKind(path), 'load');
  const recording = openLoadRecording(path);
  assert.deepEqual(recording.header, HEADER);
  assert.deepEqual([...recording.lines()], WHOLE);
  assert.deepEqual([...recording.lines()], WHOLE);
});

test('a batch is in the file before append returns', () => {
  const path = join(folder, 'batch', 'recording.jsonl');
  const writer = LoadRecordingWriter.create(path, HEADER);
  writer.append(WHOLE.slice(0, 3));
  assert.equal(linesOf(path).length, 3);
  writer.close();
});

test('a torn last line and one that is no record are told with their number', () => {
  const path = join(folder, 'torn.jsonl');
  const { latencyMs, ...timeless } = full;
  const lines = [HEADER, full, { ...full, dueMs: -1 }, { ...full, outcome: { kind: 'answered' } }, timeless];
  writeFileSync(path, `${lines.map((it) => JSON.stringify(it)).join('\n')}\n{"type":"requ`);
  const unreadable = linesOf(path).filter((it) => it.type === 'unreadable');
  assert.deepEqual(
    unreadable.map(({ lineNumber, reason }) => `${lineNumber} ${reason.slice(0, 17)}`),
    ['3 dueMs: Too small:', '4 outcome.status: I', '5 record: a request', '6 is not whole JSON'],
  );
});

test('times and figures that no load can have, and a request that was sent after it was over, are no records', () => {
  const path = join(folder, 'impossible.jsonl');
  const report = { ...full, outcome: { ...full.outcome, report: { durationMs: 1, billedDurationMs: 1e308 } } };
  const lines = [
    ...[{ ...full, dueMs: 1e308 }, { ...full, latencyMs: 1e15 }, { ...full, sentMs: 15.503 }, report],
    ...[
      { ...beat(0, 1), atMs: 1e300 },
      { ...armBegin(0, 512), memorySizeMB: 1e20 },
      { ...armEnd(0, 1), atMs: 1e13 },
    ],
  ];
  writeFileSync(path, [HEADER, ...lines, full].map((it) => `${JSON.stringify(it)}\n`).join(''));
  const reasons = linesOf(path).map((it) =>
    it.type === 'unreadable' ? it.reason.replace(/(Too big).*/, '$1') : it.type,
  );
  assert.deepEqual(reasons, [
    ...['dueMs: Too big', 'latencyMs: Too big', 'record: a request was not sent after it was answered'],
    ...['outcome.report: no invocation takes so long, or so much memory', 'atMs: Too big', 'memorySizeMB: Too big'],
    ...['atMs: Too big', 'request'],
  ]);
});

test('when the disk is full what stands in the recording stays readable', (context) => {
  const disk = tinyDisk(join(folder, 'tiny'), 64, after);
  if (disk === undefined) return context.skip('no file system can be mounted here');
  const path = join(disk, 'recording.jsonl');
  const writer = LoadRecordingWriter.create(path, HEADER);
  const batch = Array.from({ length: 20 }, () => full);
  assert.throws(
    () => {
      for (;;) writer.append(batch);
    },
    (error) => error instanceof RecordingError && /the disk is full/.test(error.message),
  );
  writer.close();
  const read = linesOf(path);
  assert.ok(read.length >= 20 && read.length % 20 === 0);
  assert.ok(read.every((it) => it.type === 'request'));
  assert.ok(statSync(path).size < 65_536);
});

test('a recording of another kind, of a newer Kelvin or of nothing is refused with the reason', () => {
  const file = (text: string): string => {
    writeFileSync(join(folder, 'other.jsonl'), text);
    return join(folder, 'other.jsonl');
  };
  const load = file(JSON.stringify(HEADER));
  assert.throws(() => readRecording(load), /is the recording of a load, and that of a run is needed/);
  assert.throws(() => openLogRecording(load), /is no recording of a log/);
  assert.throws(() => openLoadRecording(file('{"type":"header"}')), /is no recording of a load: line 1: schemaVersion/);
  assert.throws(() => openLoadRecording(file(JSON.stringify({ ...HEADER, schemaVersion: 2 }))), /newer than 1/);
  assert.throws(() => openLoadRecording(file('')), RecordingError);
  assert.throws(() => openLoadRecording(join(folder, 'nowhere')), /there is no such file/);
});

test('a recording is never written over', () => {
  const path = join(folder, 'whole', 'recording.jsonl');
  const before = readFileSync(path, 'utf8');
  assert.throws(() => LoadRecordingWriter.create(path, HEADER), RecordingError);
  appendFileSync(path, '');
  assert.equal(readFileSync(path, 'utf8'), before);
});

test('the quick check accepts nothing that the schema refuses, and does without the schema for what is usual', () => {
  const host = { observedMs: 5, cpuTimeMs: 4, waitingMs: 0.5, runnableTasks: 2 };
  const request = { ...full, host, simulated: { networkMs: 2 } };
  const bare = { ...answered(1, 2), outcome: { kind: 'throttled', status: 429, reason: 'x' } };
  for (const line of [request, bare, late]) assert.equal(checkLoadLine(line), line);
  const inner = ['outcome', 'host', 'simulated', 'report'];
  const names = [...new Set([request, late].flatMap((it) => Object.keys(it))), 'other'];
  const fields = [
    ...names,
    ...inner.flatMap((outer) => ['kind', 'status', 'requestId', 'errorType', 'reason'].map((it) => `${outer}.${it}`)),
    ...['observedMs', 'runnableTasks', 'pressureMs', 'other'].map((it) => `host.${it}`),
    ...['networkMs', 'hostSlowdown', 'other'].map((it) => `simulated.${it}`),
    ...['durationMs', 'truncated', 'other'].map((it) => `report.${it}`),
  ];
  const kinds = ['answered', 'function-error', 'timed-out', 'throttled', 'http-error', 'connection-failed'];
  const value = fc.oneof(
    fc.constantFrom(-1, 0.5, '', 'x', null, undefined, true, 'request', 'report', {}, 1e300, 2 ** 60, 1e9, 50),
    fc.constantFrom(...kinds, 'bad-answer', 'client-timeout', 'open', 'dropped', 'ended'),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.constantFrom(request, bare, late), fc.constantFrom(...fields), value, (good, field, it) => {
      const line = structuredClone(good) as unknown as Record<string, Record<string, unknown>>;
      const [outer = '', name] = field.split('.');
      if (name === undefined) Object.assign(line, { [outer]: it });
      else Object.assign(line[outer] ?? {}, { [name]: it });
      assert.equal(typeof checkLoadLine(line) !== 'string', loadLineSchema.safeParse(line).success);
    }),
    { numRuns: 2000 },
  );
});

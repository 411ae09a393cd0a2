import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  type End,
  RecordingError,
  RecordingWriter,
  readRecording,
  withoutAccountIds,
} from '../../src/recording/index.js';
import { epochMilliseconds } from '../../src/units/index.js';
import { completed, headerWith, outOfMemory } from '../fixtures/recording.js';
import { tinyDisk } from '../fixtures/tiny-disk.js';

const folder = mkdtempSync(join(tmpdir(), 'kelvin-recording-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newPath = () => join(folder, `${++files}`, 'recording.jsonl');
const END: End = { type: 'end', at: epochMilliseconds(9), reason: 'complete' };
const header = headerWith({});
const measurements = [completed(128, 10, { initMs: 90 }), outOfMemory(512)];

function written(): string {
  const path = newPath();
  const writer = RecordingWriter.create(path, header);
  for (const measurement of measurements) writer.append(measurement);
  writer.append(END);
  writer.close();
  return path;
}

test('reads back what was written', () => {
  assert.deepEqual(readRecording(written()), { header, measurements, unreadable: [], end: END });
});

test('each line is in the file before append returns', () => {
  const path = newPath();
  const writer = RecordingWriter.create(path, header);
  assert.equal(readRecording(path).measurements.length, 0);
  writer.append(completed(128, 10));
  assert.equal(readRecording(path).measurements.length, 1);
  writer.close();
});

test('a torn last line is counted and costs nothing else', () => {
  const path = written();
  appendFileSync(path, '{"type":"measurement","at":179');
  const { measurements: read, unreadable } = readRecording(path);
  assert.equal(read.length, 2);
  assert.deepEqual(unreadable, [{ lineNumber: 5, reason: 'is not whole JSON' }]);
});

test('a line with a wrong field says which', () => {
  const path = written();
  appendFileSync(path, `${JSON.stringify({ ...measurements[0], block: 'one' })}\n`);
  assert.match(readRecording(path).unreadable[0]?.reason ?? '', /^block: /);
});

test('never writes over a recording', () => {
  assert.throws(() => RecordingWriter.create(written(), header), RecordingError);
});

test('what is no recording is refused with the reason', () => {
  const refused = (text: string): string => {
    const path = join(folder, 'no-recording');
    writeFileSync(path, text);
    try {
      readRecording(path);
      return '';
    } catch (error) {
      assert.ok(error instanceof RecordingError);
      return error.message;
    }
  };
  assert.match(refused('hello'), /is no recording: line 1/);
  assert.match(refused(JSON.stringify({ ...header, schemaVersion: 99 })), /schemaVersion 99, newer than 1/);
  assert.throws(() => readRecording(join(folder, 'missing')), /there is no such file/);
  assert.throws(() => readRecording(folder), /is a folder/);
});

test('a full disk is one clear error, and every line before it stays readable', (t) => {
  const disk = tinyDisk(join(folder, 'tiny'), 16, after);
  if (disk === undefined) return t.skip('mounting a small file system needs root');
  const path = join(disk, 'recording.jsonl');
  const writer = RecordingWriter.create(path, header);
  let kept = 0;
  const fill = () => {
    for (;;) {
      writer.append(completed(128, 10));
      kept++;
    }
  };
  assert.throws(fill, /recording\.jsonl: cannot be written: the disk is full/);
  writer.close();
  const { measurements: read, unreadable } = readRecording(path);
  assert.ok(kept > 10);
  assert.equal(read.length, kept);
  assert.deepEqual(unreadable, []);
});

test('a place where none can be is told in words, and nothing is said to be kept', () => {
  const path = join(folder, 'a-file', 'recording.jsonl');
  writeFileSync(join(folder, 'a-file'), '');
  assert.throws(() => RecordingWriter.create(path, header), {
    message: `${path}: cannot be written: what should be a folder on the way is a file`,
    hint: /^choose another folder .* nothing was begun$/,
  });
});

test('account ids are taken out of text, other numbers stay', () => {
  assert.equal(
    withoutAccountIds('arn:aws:lambda:eu-west-1:123456789012:function:x'),
    'arn:aws:lambda:eu-west-1:<account>:function:x',
  );
  assert.equal(
    withoutAccountIds('User: arn:aws:sts::123456789012:assumed-role/Admin/jane is not'),
    'User: <principal> is not',
  );
  assert.equal(withoutAccountIds('request 1234567890123 and 12345678901'), 'request 1234567890123 and 12345678901');
  const id = 'request 8f5a2b1c-93d4-4e6f-a7b8-123456789012';
  assert.equal(withoutAccountIds(id), id);
  assert.equal(withoutAccountIds('logs-123456789012'), 'logs-<account>');
});

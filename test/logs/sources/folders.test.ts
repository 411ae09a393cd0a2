import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type LogRecord, LogSourceError, type ReadProgress, readLogs } from '../../../src/logs/index.js';
import { hear, REPORT, temporaryFile, temporaryFolder } from './harness.js';

test('a folder is walked in the order of names; sources keep the order in which they are named', async (context) => {
  const folder = temporaryFolder(context);
  mkdirSync(join(folder, 'b'));
  writeFileSync(join(folder, 'c'), 'c\n');
  writeFileSync(join(folder, 'b', 'b.txt'), gzipSync('b\n'));
  writeFileSync(join(folder, 'a.json'), 'a\n');
  const first = temporaryFile(context, 'z\n');
  assert.equal((await hear([first, folder, '-'], ['in', 'put'])).texts, 'z\na\nb\nc\ninput');
});

test('links in a circle end, what several lead to is read once, and one that leads nowhere is said', async (context) => {
  const folder = temporaryFolder(context);
  mkdirSync(join(folder, 'a'));
  writeFileSync(join(folder, 'a', 'log'), 'once\n');
  symlinkSync('..', join(folder, 'a', 'up'));
  symlinkSync('a', join(folder, 'b'));
  symlinkSync(join('a', 'log'), join(folder, 'c'));
  symlinkSync('nowhere', join(folder, 'd'));
  assert.equal((await hear([folder])).texts, 'once\n');
  const records: LogRecord[] = [];
  await readLogs([folder], { emit: (record) => records.push(record) });
  assert.deepEqual(
    records.map((record) => [record.place.source, record.kind === 'unreadable' && record.reason]),
    [[join(folder, 'd'), 'is a link that leads nowhere']],
  );
});

test('what is named twice, or lies in a folder that is named too, is read once', async (context) => {
  const folder = temporaryFolder(context);
  const log = join(folder, 'log');
  writeFileSync(log, 'once\n');
  assert.equal((await hear([log, folder, log])).texts, 'once\n');
  assert.equal((await hear([folder, log, join(folder, '.')])).texts, 'once\n');
});

test('a socket in a folder is passed over, and refused by name', async (context) => {
  const folder = temporaryFolder(context);
  const server = createServer().listen(join(folder, 's'));
  await new Promise((resolve) => server.once('listening', resolve));
  context.after(() => server.close());
  writeFileSync(join(folder, 'log'), 'line\n');
  assert.equal((await hear([folder])).texts, 'line\n');
  await assert.rejects(hear([join(folder, 's')]), /s: is no file/);
});

test('all that is not there is said at once, before anything is read', async (context) => {
  const there = temporaryFile(context, `${REPORT}\n`);
  const records: LogRecord[] = [];
  const reading = readLogs([there, '/nowhere/a', '-', '-', '/nowhere/b'], { emit: (record) => records.push(record) });
  await assert.rejects(reading, (error) => {
    assert.ok(error instanceof LogSourceError);
    assert.deepEqual(
      error.problems.map(({ file, problem }) => `${file}: ${problem}`),
      [
        '/nowhere/a: there is no such file or folder',
        '-: is named twice',
        '/nowhere/b: there is no such file or folder',
      ],
    );
    assert.match(error.hint, /name log files/);
    return true;
  });
  assert.deepEqual(records, []);
});

test('what the system refuses is said in its word', async (context) => {
  const path = temporaryFile(context, 'line\n');
  await assert.rejects(hear([join(path, 'x')]), /x: cannot be read \(ENOTDIR\)/);
});

test('progress counts files, and bytes as they lie on the disk', async (context) => {
  const packed = gzipSync('line\n'.repeat(1000));
  const files = [temporaryFile(context, packed), temporaryFile(context, 'line\n')];
  const told: ReadProgress[] = [];
  await readLogs(files, { emit: () => {}, onProgress: (progress) => told.push(progress) });
  const total = packed.length + 5;
  assert.deepEqual(told.at(-1), { source: files[1], sources: 2, done: 2, bytesRead: total, bytesTotal: total });
});

test('a signal ends the reading with its reason', async (context) => {
  const path = temporaryFile(context, `${REPORT}\n`.repeat(20_000));
  const abort = new AbortController();
  let reports = 0;
  const emit = () => {
    reports++;
    abort.abort(new Error('enough'));
  };
  await assert.rejects(readLogs([path], { emit, signal: abort.signal }), /enough/);
  assert.ok(reports < 20_000, `${reports} reports`);
});

test('a named pipe to which nobody writes any more is left when the signal comes', async (context) => {
  const pipe = join(temporaryFolder(context), 'pipe');
  execFileSync('mkfifo', [pipe]);
  const writer = openSync(pipe, 'r+');
  context.after(() => closeSync(writer));
  writeSync(writer, 'line\n'.repeat(4000));
  const abort = new AbortController();
  const onProgress = () => setImmediate(() => abort.abort(new Error('enough')));
  await assert.rejects(readLogs([pipe], { emit: () => {}, onProgress, signal: abort.signal }), /enough/);
  // Lets go of the piece that is still waited for.
  writeSync(writer, 'end\n');
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type LogRecord, LogSourceError, type ReadCounts, readLogs } from '../../../src/logs/index.js';
import { ReadingThreads } from '../../../src/logs/sources/reading-threads.js';
import { dataMessage, fixture, ID, REPORT, STREAM, temporaryFile, temporaryFolder } from './harness.js';

async function read(
  sources: readonly string[],
  workers = 1,
  more: Partial<Parameters<typeof readLogs>[1]> = {},
): Promise<{ records: LogRecord[]; counts: ReadCounts }> {
  const records: LogRecord[] = [];
  const counts = await readLogs(sources, { emit: (record) => records.push(record), workers, ...more });
  return { records, counts };
}

const invocation = (id = randomUUID()) =>
  `2024-05-01T12:00:00.000Z START RequestId: ${id} Version: $LATEST\n2024-05-01T12:00:00.100Z END RequestId: ${id}\n2024-05-01T12:00:00.100Z ${REPORT.replace(ID, id)}\n`;

/** Packed files as an export has them, each with more in it than the last; random ids do not pack. */
function exported(context: TestContext, files = 5): string {
  const folder = temporaryFolder(context);
  for (let at = 0; at < files; at++) {
    const stream = join(folder, STREAM.replaceAll('/', '-').replace('012345', `${at}12345`));
    mkdirSync(stream);
    const log = Array.from({ length: (files - at) * 2000 }, () => invocation()).join('');
    writeFileSync(join(stream, '000000.gz'), gzipSync(log));
  }
  return folder;
}

test('reads the same invocation out of whatever it lies in', async (context) => {
  const start = `START RequestId: ${ID} Version: $LATEST\n`;
  const files = [
    `${start}${REPORT}\n`,
    gzipSync(`2024-05-01T12:00:00.000Z ${start}2024-05-01T12:00:00.000Z ${REPORT}\n`),
    dataMessage([start, `${REPORT}\n`]),
    Buffer.from(`\ufeff${start}${REPORT}\n`, 'utf16le'),
  ];
  for (const bytes of files) {
    const { records } = await read([temporaryFile(context, bytes)]);
    assert.equal(records.length, 1);
    const [record] = records;
    assert.ok(record?.kind === 'invocation');
    assert.deepEqual([record.report.requestId, record.report.durationMs, record.version], [ID, 12.34, '$LATEST']);
  }
});

test("reads what the aws command printed of the emulator's log: one cold start and one warm, in every form", async () => {
  for (const name of ['filter-log-events', 'get-log-events', 'query-rows', 'query-messages']) {
    for (const kind of name.startsWith('query') ? ['txt'] : ['txt', 'json']) {
      const { records } = await read([fixture(`${name}.${kind}`)]);
      const reports = records.map((record) => (record.kind === 'invocation' ? record.report : undefined));
      assert.deepEqual(
        reports.map((report) => [report?.billedDurationMs, report?.initDurationMs]),
        [
          [81, 76.4],
          [2, undefined],
        ],
        `${name}.${kind}`,
      );
    }
  }
});

test('in threads the records, their order and the counts are those of one thread', async (context) => {
  const folder = exported(context);
  const plain = temporaryFile(context, invocation());
  const torn = temporaryFile(context, gzipSync(invocation()).subarray(0, -9));
  const sources = [plain, folder, torn, temporaryFile(context, invocation())];
  const one = await read(sources);
  const told: number[] = [];
  const many = await read(sources, 3, { onProgress: ({ bytesRead }) => told.push(bytesRead) });
  assert.equal(one.records.length, 30_000 + 4);
  assert.deepEqual(many, one);
  assert.deepEqual(
    told,
    told.toSorted((a, b) => a - b),
  );
});

test('a signal ends the threads, and its reason is thrown', async (context) => {
  const abort = new AbortController();
  const records: LogRecord[] = [];
  const reading = readLogs([exported(context)], {
    workers: 2,
    signal: abort.signal,
    emit: (record) => {
      records.push(record);
      if (records.length === 10) abort.abort(new Error('enough'));
    },
  });
  await assert.rejects(reading, /enough/);
});

test('a thread that dies is an error that names its file', async (context) => {
  const dying = temporaryFile(
    context,
    "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { throw new Error('no more memory'); });",
    'dying.mjs',
  );
  const files = ['a.gz', 'b.gz', 'c.gz'];
  const threads = new ReadingThreads(files, 2, {
    onBytes: () => {},
    signal: undefined,
    script: new URL(`file://${dying}`),
  });
  context.after(() => threads.end());
  for (const [file, problem] of [
    ['a.gz', 'cannot be read: its thread has died (no more memory)'],
    ['b.gz', 'cannot be read: its thread has died (no more memory)'],
    ['c.gz', 'was not read: every thread has died'],
  ] as const) {
    await assert.rejects(
      threads.read(file, () => {}),
      (error) => {
        assert.ok(error instanceof LogSourceError);
        assert.deepEqual(error.problems[0], { file, problem, hint: 'read the files one by one to see which it is' });
        return true;
      },
    );
  }
});

test('standard input and files, in the order in which they are named', async (context) => {
  const file = temporaryFile(context, invocation());
  const { records, counts } = await read(['-', file], 2, { stdin: Readable.from([gzipSync(invocation(ID))]) });
  assert.deepEqual(
    records.map(({ place }) => place.source),
    ['-', file],
  );
  assert.equal(counts.messages, 6);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brief, end, event, id, jsonReport, readMessages, readText, report, start } from './read.js';

const XRAY = 'XRAY TraceId: 1-6a507b87-0cc4438344b48ef127ab1931\tSegmentId: d0025b207c551fde\tSampled: true\t\n';

test('an invocation carries where and when it was logged, and of which function and version', () => {
  const [record] = readMessages([
    [start(1, '7'), { logGroup: '/aws/lambda/orders', logStream: '2026/11/01/[7]abc' }],
    [end(1), { logGroup: '/aws/lambda/orders', logStream: '2026/11/01/[7]abc' }],
    [report(1, 5), { logGroup: '/aws/lambda/orders', logStream: '2026/11/01/[7]abc', timestamp: 1000 as never }],
  ]).records;
  assert.deepEqual(record, {
    kind: 'invocation',
    place: { source: 'group', logStream: '2026/11/01/[7]abc' },
    at: 1000,
    functionName: 'orders',
    version: '7',
    report: { requestId: id(1), durationMs: 5, billedDurationMs: 5, memorySizeMB: 512, maxMemoryUsedMB: 77 },
  });
});

test('the version comes from the stream name where START is missing; the name of Lambda@Edge has its region taken off', () => {
  const [record] = readText(report(1, 5), {
    logGroup: '/aws/lambda/us-east-1.edge',
    logStream: '2026/11/01/[3]abc',
  }).records;
  assert.ok(record?.kind === 'invocation' && record.version === '3' && record.functionName === 'edge');
});

test('the function name comes from the init event where no log group is known, the time from the event', () => {
  const log = `${JSON.stringify({ time: 'x', type: 'platform.initStart', record: { functionName: 'orders' } })}\n`;
  const [record] = readText(log + event('start', 1) + jsonReport(1, 1)).records;
  assert.ok(record?.kind === 'invocation' && record.functionName === 'orders');
  assert.equal(record.at, Date.parse('2026-11-01T10:00:00.000Z'));
});

test('a timestamp before the line is taken off: with Z, with an offset, without a zone, with the stream behind it', () => {
  const at = Date.parse('2026-11-01T10:00:00.000Z');
  for (const stamp of [
    '2026-11-01T10:00:00.000Z ',
    '2026-11-01T11:00:00.000000+01:00 ',
    '2026-11-01T10:00:00 ',
    '2026-11-01T10:00:00.000000+00:00 2026/11/01/[$LATEST]0a1b ',
  ]) {
    const { records } = readText([start(1), end(1), report(1, 5)].map((line) => stamp + line).join(''));
    const [record] = records;
    assert.ok(record?.kind === 'invocation', stamp);
    assert.deepEqual([record.at, record.place.line], [at, 3], stamp);
    assert.equal(record.place.logStream, stamp.includes('[') ? '2026/11/01/[$LATEST]0a1b' : undefined);
  }
});

test('lines that Node.js functions print with a time and a tab are their own', () => {
  const own = `2026-11-01T10:00:00.000Z\t${id(1)}\tINFO\t${report(1, 99)}`;
  assert.deepEqual(brief(readText(start(1) + own + end(1) + report(1, 5))), ['1:5']);
});

test('failures stand in the report, or beside it, before or after it', () => {
  const timedOut = `2026-11-01T10:00:00.000Z ${id(1)} Task timed out after 3.00 seconds\n\n`;
  const exited = `RequestId: ${id(1)} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`;
  const left = `RequestId: ${id(1)} Process exited before completing request\n`;
  const next = start(2) + end(2) + report(2, 2);
  for (const [line, cause] of [
    [timedOut, 'Sandbox.Timedout'],
    [exited, 'Runtime.ExitError'],
    [left, 'Runtime.ExitError'],
  ] as const) {
    assert.deepEqual(brief(readText(start(1) + line + end(1) + report(1, 5) + next)), [`1:5 ${cause}`, '2:2']);
    assert.deepEqual(brief(readText(start(1) + end(1) + report(1, 5) + line + next)), [`1:5 ${cause}`, '2:2']);
    assert.deepEqual(brief(readText(report(1, 5) + line)), [`1:5 ${cause}`]);
  }
  const status = 'Status: error\tError Type: Runtime.OutOfMemory';
  assert.deepEqual(brief(readText(start(1) + exited + end(1) + report(1, 5, status))), ['1:5 Runtime.OutOfMemory']);
  assert.deepEqual(brief(readText(start(1) + end(1) + report(1, 5, 'Status: timeout'))), ['1:5 Sandbox.Timedout']);
});

test("another request's failure is not this one's", () => {
  const other = `2026-11-01T10:00:00.000Z ${id(2)} Task timed out after 3.00 seconds\n`;
  assert.deepEqual(brief(readText(start(1) + other + end(1) + report(1, 5))), ['1:5']);
});

test('the X-Ray line below a REPORT belongs to it', () => {
  const [record] = readText(start(1) + end(1) + report(1, 5) + XRAY).records;
  assert.ok(record?.kind === 'invocation' && record.report.xraySampled === true);
});

test('console copies, a line a field or wrapped, are put together again', () => {
  const byField = report(1, 5, 'Init Duration: 80.00 ms\t').trim().replaceAll('\t', '\n');
  const wrapped = `${report(2, 6).trim().replaceAll('\t', '  ').replace('Billed Duration', 'Billed\n  Duration')}\n`;
  const read = readText(`${byField}\n${wrapped}Status: 200\n`);
  assert.deepEqual(brief(read), ['1:5', '2:6']);
  const [first] = read.records;
  assert.ok(first?.kind === 'invocation' && first.report.initDurationMs === 80);
});

test("an application's line below a whole REPORT, or below a cut one, is not drawn into it", () => {
  const below = 'Init Duration: 1.00 ms\nStatus: timeout\n';
  assert.deepEqual(brief(readText(start(1) + end(1) + report(1, 5) + below)), ['1:5']);
  const cut = `${report(1, 5).trimEnd()}\tInit\n`;
  const [record] = readText(`${start(1) + end(1) + cut}Duration: 7.00 ms\n`).records;
  assert.ok(record?.kind === 'invocation' && record.report.truncated === true);
  assert.equal(record.report.initDurationMs, undefined);
});

test('a Duration and nothing else is the report of Managed Instances; a cut line looks alike only to a point', () => {
  const line = `REPORT RequestId: ${id(1)}\tDuration: 5.00 ms`;
  assert.deepEqual(brief(readText(`START RequestId: ${id(1)}\tVersion: 1\n${line}\n`)), ['1:5']);
  for (const log of [line, `${start(1)}${line}\n`]) {
    const { records } = readText(log);
    assert.equal(records[0]?.kind, 'unreadable', log);
  }
});

test('what cannot be read is given out with its place and reason, and the rest is read', () => {
  const { records } = readText(`hello\n${report(1, 5).replace('5.00', '5,00')}${report(2, 6)}`);
  const unreadable = records.find((it) => it.kind === 'unreadable');
  assert.deepEqual(unreadable?.place, { source: 'test.log', line: 2 });
  assert.match(unreadable?.reason ?? '', /Duration is not a number of ms/);
  assert.deepEqual(brief({ records, counts: {} as never }), ['2:6']);
});

test('inits that are reported on their own are given out', () => {
  const { records } = readText('INIT_REPORT Init Duration: 12.00 ms\tPhase: init\tStatus: timeout\n');
  assert.deepEqual(records, [
    {
      kind: 'init',
      place: { source: 'test.log', line: 1 },
      event: { kind: 'init-report', initDurationMs: 12, phase: 'init', status: 'timeout' },
    },
  ]);
});

test('a log gives the same however it is cut into pieces, with CR LF, and without a newline at its end', () => {
  const log = `${start(1)}grüße\n${end(1)}${report(1, 5)}${XRAY}${start(2)}${end(2)}${report(2, 6)}`;
  const whole = readText(log);
  assert.equal(whole.records.length, 2);
  for (const pieces of [1, 2, 3, 7, 64, 100]) assert.deepEqual(readText(log, {}, pieces), whole, `${pieces} bytes`);
  assert.deepEqual(readText(log.replaceAll('\n', '\r\n')).records, whole.records);
  assert.deepEqual(readText(log.trimEnd()).records, whole.records);
});

test("counts bytes and messages, the application's own included", () => {
  const log = `hello\n${report(1, 5)}`;
  const { counts } = readText(log);
  assert.deepEqual(counts, { bytes: Buffer.byteLength(log), messages: 2, lookAlikes: 0, unfinished: 0 });
});

test('a line without an end does not fill the memory', () => {
  const piece = 'x'.repeat(1 << 20);
  const { records } = readText(`${piece.repeat(8)}\n${report(1, 5)}`, {}, 4096);
  assert.equal(records.length, 1);
});

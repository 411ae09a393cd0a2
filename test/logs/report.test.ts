import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findReport,
  formatReport,
  isReport,
  parseReportEvent,
  parseReportLine,
  type Report,
} from '../../src/logs/index.js';
import { megabytes, milliseconds } from '../../src/units/index.js';
import fc from '../fixtures/properties.js';

const ID = '8f5a2b1c-93d4-4e6f-a7b8-c9d0e1f2a3b4';
const WARM = `REPORT RequestId: ${ID}\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\tMax Memory Used: 77 MB\t`;
const read = (line: string) => {
  const report = parseReportLine(line);
  assert.ok(isReport(report), JSON.stringify(report));
  return report;
};

test('reads a warm and a cold REPORT line as AWS prints them', () => {
  const warm = { requestId: ID, durationMs: 12.34, billedDurationMs: 13, memorySizeMB: 512, maxMemoryUsedMB: 77 };
  assert.deepEqual(read(WARM), warm);
  assert.deepEqual(read(`${WARM}Init Duration: 140.99 ms\t`), { ...warm, initDurationMs: 140.99 });
});

test('reads status and error type, which come last', () => {
  const { status, errorType } = read(`${WARM}Init Duration: 80.00 ms\tStatus: error\tError Type: Runtime.OutOfMemory`);
  assert.deepEqual([status, errorType], ['error', 'Runtime.OutOfMemory']);
});

test('reads SnapStart, other orders, spaces for tabs, a line a field, and a missing tab', () => {
  const snapStart = read(`${WARM}Restore Duration: 511.25 ms\tBilled Restore Duration: 303 ms\t`);
  assert.deepEqual([snapStart.restoreDurationMs, snapStart.billedRestoreDurationMs], [511.25, 303]);
  assert.equal(read(WARM.replace('\tDuration', '\tInit Duration: 0.24 ms\tDuration')).initDurationMs, 0.24);
  assert.equal(read(WARM.replaceAll('\t', ' ')).maxMemoryUsedMB, 77);
  assert.equal(read(WARM.replaceAll('\t', '\n')).durationMs, 12.34);
  assert.equal(read(WARM.replace(' ms\tMemory', ' msMemory')).billedDurationMs, 13);
  assert.equal(read(`${WARM}\nXRAY TraceId: 1-5f-6a\tSegmentId: 6f\tSampled: true\t`).durationMs, 12.34);
});

test("a monitoring agent's report, with figures of its own, is not AWS's", () => {
  const added = '\tDuration: 12.34 ms\tRuntime Duration: 10.00 ms\tPost Runtime Duration: 2.34 ms';
  const line = parseReportLine(WARM.replace('\tDuration: 12.34 ms', added));
  assert.ok(!isReport(line) && /monitoring agent/.test(line.reason));
});

test('a field that Kelvin does not know is kept as printed, and taken for no other', () => {
  const report = read(`${WARM}Tenant Duration: 7.00 ms\tPlacement: host a1\t`);
  assert.deepEqual(report.other, { 'Tenant Duration': '7.00 ms', Placement: 'host a1' });
  assert.equal(report.durationMs, 12.34);
});

test('a number without its unit is no number: the line is unreadable and says which field', () => {
  const cut = parseReportLine(WARM.slice(0, WARM.indexOf(' MB\tMax')));
  assert.ok(!isReport(cut) && /Memory Size, Max Memory Used/.test(cut.reason));
  const wrongUnit = parseReportLine(WARM.replace('512 MB', '512 ms'));
  assert.ok(!isReport(wrongUnit) && /Memory Size is not in MB/.test(wrongUnit.reason));
  const twice = parseReportLine(`${WARM}Duration: 99.00 ms\t`);
  assert.ok(!isReport(twice) && /stands twice/.test(twice.reason));
});

const milli = (max: number) => fc.integer({ min: 0, max }).map((it) => milliseconds(it / 100));
const whole = (max: number) => fc.integer({ min: 0, max });
const optional = <K extends string, T>(name: K, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((it) => (it === undefined ? {} : ({ [name]: it } as { [P in K]?: T })));
const reports: fc.Arbitrary<Report> = fc
  .tuple(
    fc.record({
      requestId: fc.uuid(),
      durationMs: milli(90_000_000),
      billedDurationMs: whole(900_000).map(milliseconds),
      memorySizeMB: whole(10_240).map(megabytes),
      maxMemoryUsedMB: whole(10_240).map(megabytes),
    }),
    optional('initDurationMs', milli(1_000_000)),
    optional('restoreDurationMs', milli(1_000_000)),
    optional('billedRestoreDurationMs', whole(10_000).map(milliseconds)),
    optional('status', fc.constantFrom('timeout', 'error')),
    optional('errorType', fc.constantFrom('Runtime.ExitError', 'Runtime.OutOfMemory')),
  )
  .map((parts) => Object.assign({}, ...parts) as Report);

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const traces: fc.Arbitrary<Partial<Report>> = fc
  .record({ root: hex(8), rest: hex(24), xraySegmentId: hex(16), xraySampled: fc.boolean() })
  .map(({ root, rest, ...it }) => ({ xrayTraceId: `1-${root}-${rest}`, ...it }));
const labels = fc.constantFrom('Tenant Duration', 'Placement', 'Warm Pool', 'Restore-2 Size');
const unknown: fc.Arbitrary<Partial<Report>> = fc
  .dictionary(labels, fc.constantFrom('7.00 ms', 'host a1', '12', 'true', '3 GB', 'a:b'), { minKeys: 1 })
  .map((it) => ({ other: { ...it } }));

test('parse(format(report)) is report', () => {
  fc.assert(
    fc.property(reports, (report) => {
      assert.deepEqual(read(formatReport(report)), report);
    }),
    { numRuns: 1000 },
  );
});

test('parse(format(report)) is report with an X-Ray line, unknown fields, or without an id, too', () => {
  const more = fc.tuple(reports, fc.option(traces, { nil: {} }), fc.option(unknown, { nil: {} }), fc.boolean());
  fc.assert(
    fc.property(more, ([report, trace, other, isNamed]) => {
      const { requestId, ...rest } = { ...report, ...trace, ...other };
      const all = isNamed ? { requestId, ...rest } : rest;
      assert.deepEqual(read(formatReport(all as Report)), all);
    }),
    { numRuns: 1000 },
  );
});

test('a line cut anywhere gives its printed numbers or none', () => {
  fc.assert(
    fc.property(reports, fc.nat(), (report, at) => {
      const line = formatReport(report);
      const cut = parseReportLine(line.slice(0, at % line.length));
      if (!isReport(cut)) return;
      for (const [name, value] of Object.entries(cut)) {
        if (name !== 'truncated' && name !== 'errorType') assert.equal(value, report[name as keyof Report], name);
      }
    }),
    { numRuns: 1000 },
  );
});

test('reads a platform.report event of JSON logs', () => {
  const event = (metrics: object, more: object = {}) =>
    JSON.stringify({
      time: '2026-11-01T10:00:00.000Z',
      type: 'platform.report',
      record: { requestId: ID, metrics, status: 'success', ...more },
    });
  const metrics = {
    durationMs: 1.317,
    billedDurationMs: 2,
    memorySizeMB: 128,
    maxMemoryUsedMB: 62,
    initDurationMs: 98.7,
  };
  assert.deepEqual(parseReportEvent(event(metrics)), { requestId: ID, ...metrics, status: 'success' });
  const failed = parseReportEvent(event(metrics, { status: 'error', errorType: 'Runtime.ExitError' }));
  assert.ok(isReport(failed) && failed.status === 'error' && failed.errorType === 'Runtime.ExitError');
  const partial = parseReportEvent(event({ durationMs: 1, billedDurationMs: 1 }));
  assert.ok(!isReport(partial) && /memorySizeMB/.test(partial.reason));
  const managed = parseReportEvent(event({ durationMs: 1.148 }));
  assert.ok(isReport(managed) && managed.durationMs === 1.148 && managed.billedDurationMs === undefined);
  assert.ok(!isReport(parseReportEvent(event(metrics).slice(0, 90))));
});

test('finds the report of its own request in a tail that begins in the middle of a line', () => {
  const fake = WARM.replace(ID, '00000000-0000-4000-8000-000000000000').replace('12.34', '1.00');
  const tail = `of a line\nSTART RequestId: ${ID}\nDuration: 1.00 ms\n${fake}\nEND RequestId: ${ID}\n${WARM}\n`;
  const found = findReport(tail, ID);
  assert.ok(isReport(found) && found.durationMs === 12.34);
});

test('a tail without the report, or with a cut one, says so', () => {
  const none = findReport('hello\n', ID);
  assert.ok(!isReport(none) && /holds no report/.test(none.reason));
  const cut = findReport(`${WARM.slice(0, 90)}\n`, ID);
  assert.ok(!isReport(cut) && /no readable/.test(cut.reason));
});

test('a tail that AWS has cut at 4 KB says so: the report is then in the log group', () => {
  const event = `{"time":"2026-11-01T00:00:00.000Z","type":"platform.report","record":{"requestId":"${ID}","metrics":{"durationMs":1.2,"billedDurationMs":2,"memorySizeMB":128,"maxMemoryUsedMB":64}}}`;
  const application = `{"timestamp":"2026-11-01T00:00:00.000Z","level":"INFO","message":"${'x'.repeat(5000)}"}`;
  const tailOf = (log: string) => log.slice(-4096);
  assert.ok(isReport(findReport(tailOf(`${application}\n${event}\n`), ID)));
  const cut = findReport(tailOf(`${event}\n${application}\n`), ID);
  assert.ok(!isReport(cut) && /cut at 4 KB, in the middle of a JSON line/.test(cut.reason));
  const text = findReport(tailOf(`${`${ID} said a lot `.repeat(500)}\n`), ID);
  assert.ok(!isReport(text) && /cut at 4 KB and/.test(text.reason));
  const short = findReport('START RequestId: x\n', ID);
  assert.ok(!isReport(short) && /holds no report/.test(short.reason));
});

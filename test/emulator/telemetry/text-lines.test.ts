import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Phase, Report, Status } from '../../../src/emulator/environment/platform-event.js';
import { textLines } from '../../../src/emulator/telemetry/text-lines.js';
import { isUnreadable, parseMessage } from '../../../src/logs/index.js';
import { megabytes, milliseconds } from '../../../src/units/index.js';
import fc from '../../fixtures/properties.js';
import { event, identity, metrics, requestId, runtimeVersion, tracing } from './events.js';

const report = (more: Partial<Report> = {}): readonly string[] =>
  textLines(event('platform.report', { requestId, metrics, status: 'success', ...more }));

describe('the text lines of an invocation', () => {
  test('are START, then END and REPORT together', () => {
    assert.deepEqual(textLines(event('platform.start', { requestId, version: '$LATEST' })), [
      `START RequestId: ${requestId} Version: $LATEST`,
    ]);
    assert.deepEqual(report(), [
      `END RequestId: ${requestId}`,
      `REPORT RequestId: ${requestId}\tDuration: 693.92 ms\tBilled Duration: 694 ms\tMemory Size: 128 MB\tMax Memory Used: 84 MB\t`,
    ]);
  });
  test('bill the init of a cold start', () => {
    const [, line] = report({ metrics: { ...metrics, initDurationMs: milliseconds(397.678) } });
    assert.match(line ?? '', /Billed Duration: 1092 ms\t.*Init Duration: 397\.68 ms\t$/);
  });
  test('are billed by what they print, not by what was measured', () => {
    const [, line] = report({ metrics: { ...metrics, durationMs: milliseconds(155.0004) } });
    assert.match(line ?? '', /Duration: 155\.00 ms\tBilled Duration: 155 ms\t/);
  });
  test('name a failure of the runtime an error', () => {
    const [, line] = report({ status: 'failure', errorType: 'Runtime.ExitError' });
    assert.match(line ?? '', /\tStatus: error\tError Type: Runtime\.ExitError\t$/);
    assert.match(report({ status: 'timeout' })[1] ?? '', /\tStatus: timeout\t$/);
  });
  test('have the X-Ray line in the same event, of a sampled trace alone', () => {
    const xray = '\t\nXRAY TraceId: 1-62e900b2-710d76f009d6e7785905449a\tSegmentId: 54565fb41ac79632\tSampled: true\t';
    assert.ok(report({ tracing })[1]?.endsWith(xray));
    assert.doesNotMatch(report({ tracing: { ...tracing, value: 'Root=1-62e900b2-71;Sampled=0' } })[1] ?? '', /XRAY/);
    const { type, value } = tracing;
    assert.doesNotMatch(report({ tracing: { type, value } })[1] ?? '', /XRAY/);
  });
  test('do not tell that the runtime is done', () => {
    assert.deepEqual(textLines(event('platform.runtimeDone', { requestId, status: 'success' })), []);
  });
});

describe('the text lines of an init', () => {
  const start = (phase: Phase) =>
    textLines(event('platform.initStart', { ...identity, ...runtimeVersion, initializationType: 'on-demand', phase }));
  const initReport = (initializationType: 'on-demand' | 'provisioned-concurrency', status: Status, phase: Phase) => {
    const errorType = status === 'success' ? {} : { errorType: 'Runtime.ExitError' };
    const span = { durationMs: milliseconds(154.034) };
    return textLines(event('platform.initReport', { initializationType, phase, status, metrics: span, ...errorType }));
  };

  test('begin with INIT_START, but not when the init is done again inside an invocation', () => {
    assert.deepEqual(start('init'), [
      'INIT_START Runtime Version: nodejs:24.v12\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:0cb1',
    ]);
    assert.deepEqual(start('invoke'), []);
  });
  test('report an init on demand only when it has failed', () => {
    assert.deepEqual(initReport('on-demand', 'success', 'init'), []);
    assert.deepEqual(initReport('on-demand', 'error', 'init'), [
      'INIT_REPORT Init Duration: 154.03 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError',
    ]);
    assert.deepEqual(initReport('on-demand', 'error', 'invoke'), [
      'INIT_REPORT Init Duration: 154.03 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ExitError',
    ]);
  });
  test('report every init of provisioned concurrency', () => {
    assert.deepEqual(initReport('provisioned-concurrency', 'success', 'init'), [
      'INIT_REPORT Init Duration: 154.03 ms',
    ]);
  });
  test('tell of a restore', () => {
    assert.deepEqual(textLines(event('platform.restoreStart', { ...identity, ...runtimeVersion })), [
      'RESTORE_START Runtime Version: nodejs:24.v12\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:0cb1',
    ]);
    const span = { durationMs: milliseconds(511.2543) };
    assert.deepEqual(textLines(event('platform.restoreReport', { status: 'success', metrics: span })), [
      'RESTORE_REPORT Restore Duration: 511.25 ms',
    ]);
    assert.deepEqual(textLines(event('platform.restoreReport', { status: 'failure', errorType: 'Runtime.Unknown' })), [
      'RESTORE_REPORT Status: error\tError Type: Runtime.Unknown',
    ]);
  });
  test('name extensions and their subscriptions', () => {
    assert.deepEqual(
      textLines(event('platform.extension', { name: 'agent', state: 'Ready', events: ['INVOKE', 'SHUTDOWN'] })),
      ['EXTENSION\tName: agent\tState: Ready\tEvents: [INVOKE, SHUTDOWN]'],
    );
    assert.deepEqual(
      textLines(
        event('platform.extension', { name: 'a', state: 'LaunchError', events: [], errorType: 'PermissionDenied' }),
      ),
      ['EXTENSION\tName: a\tState: LaunchError\tEvents: []\tError Type: PermissionDenied'],
    );
    const subscription = { name: 'agent', state: 'Subscribed', types: ['platform', 'function', 'extension'] } as const;
    assert.deepEqual(textLines(event('platform.telemetrySubscription', subscription)), [
      'TELEMETRY\tName: agent\tState: Subscribed\tTypes: [Platform, Function, Extension]',
    ]);
    assert.match(textLines(event('platform.logsSubscription', subscription))[0] ?? '', /^LOGS\tName: agent\t/);
  });
});

const hundredths = (most: number) => fc.integer({ min: 0, max: most * 100 }).map((it) => milliseconds(it / 100));
const wholes = (most: number) => fc.integer({ min: 0, max: most });
const reports = fc.record(
  {
    requestId: fc.uuid(),
    status: fc.constantFrom<Status>('success', 'error', 'timeout'),
    metrics: fc.record(
      {
        durationMs: hundredths(900_000),
        memorySizeMB: wholes(10_240).map(megabytes),
        maxMemoryUsedMB: wholes(10_240).map(megabytes),
        initDurationMs: hundredths(10_000),
      },
      { requiredKeys: ['durationMs', 'memorySizeMB', 'maxMemoryUsedMB'] },
    ),
    errorType: fc.constantFrom('Runtime.ExitError', 'Runtime.OutOfMemory', 'Function.Unknown'),
    tracing: fc.constant(tracing),
  },
  { requiredKeys: ['requestId', 'status', 'metrics'] },
);

test("Kelvin's own reader finds in a line what was written into it", () => {
  fc.assert(
    fc.property(reports, (record) => {
      const read = textLines(event('platform.report', record as Report)).map(parseMessage);
      assert.deepEqual(read[0], { kind: 'end', requestId: record.requestId });
      const last = read[1];
      assert.ok(last !== undefined && !isUnreadable(last) && last.kind === 'report');
      const { billedDurationMs, status, xrayTraceId, xraySegmentId, xraySampled, errorType, ...rest } = last.report;
      assert.deepEqual(rest, { requestId: record.requestId, ...record.metrics });
      assert.equal(status, record.status === 'success' ? undefined : record.status);
      assert.equal(errorType, record.errorType);
      assert.equal(xraySampled, record.tracing === undefined ? undefined : true);
      assert.equal(xraySegmentId, record.tracing?.spanId);
      assert.ok(xrayTraceId === undefined || tracing.value.includes(xrayTraceId));
      assert.ok(billedDurationMs !== undefined && billedDurationMs >= record.metrics.durationMs);
    }),
  );
});

const data = process.env.KELVIN_SHARED_DATA;

/** Lines that AWS wrote and nobody copied by hand: with tabs, whole, of today's spelling and billed by today's rule. */
function realReports(folder: string): string[] {
  return readFileSync(join(folder, 'report-lines.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { line: string; billingRule?: string; expected: { initMs?: number } })
    .filter(({ billingRule, expected }) =>
      expected.initMs === undefined ? billingRule === 'ceil1ms' : billingRule === 'ceil1ms(dur+init)',
    )
    .map(({ line }) => line.trimEnd())
    .filter(
      (line) => /^REPORT RequestId: [-\da-f]{36}\tDuration: \d+\.\d\d ms\t/.test(line) && !/Restore| \t/.test(line),
    );
}

test("a line of AWS's own comes out again, byte for byte", {
  skip: data === undefined && 'KELVIN_SHARED_DATA is not set',
}, () => {
  const lines = realReports(data ?? '');
  assert.ok(lines.length >= 5, `${lines.length} real lines`);
  for (const line of lines) {
    const read = parseMessage(line);
    assert.ok(read !== undefined && !isUnreadable(read) && read.kind === 'report', line);
    const { requestId: id = '', durationMs, memorySizeMB, maxMemoryUsedMB, initDurationMs } = read.report;
    const { status = 'success', errorType, xrayTraceId, xraySegmentId } = read.report;
    assert.ok(memorySizeMB !== undefined && maxMemoryUsedMB !== undefined, line);
    const record: Report = {
      requestId: id,
      status: status as Status,
      metrics: {
        durationMs,
        memorySizeMB,
        maxMemoryUsedMB,
        ...(initDurationMs === undefined ? {} : { initDurationMs }),
      },
      ...(errorType === undefined ? {} : { errorType }),
      ...(xrayTraceId === undefined || xraySegmentId === undefined
        ? {}
        : {
            tracing: { spanId: xraySegmentId, type: 'X-Amzn-Trace-Id', value: `Root=${xrayTraceId};Sampled=1` },
          }),
    };
    assert.equal(textLines(event('platform.report', record))[1]?.trimEnd(), line);
  }
});

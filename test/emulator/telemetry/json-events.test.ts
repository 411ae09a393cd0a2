import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PlatformEvent, Status } from '../../../src/emulator/environment/platform-event.js';
import { eventJson, jsonLine } from '../../../src/emulator/telemetry/json-events.js';
import { isShownAt, systemLogLevelOf } from '../../../src/emulator/telemetry/log-level.js';
import { isUnreadable, parseMessage } from '../../../src/logs/index.js';
import { epochMilliseconds, megabytes, milliseconds } from '../../../src/units/index.js';
import fc from '../../fixtures/properties.js';
import { event, identity, metrics, requestId, runtimeVersion, time, tracing } from './events.js';

const read = (it: PlatformEvent): unknown => JSON.parse(jsonLine(it));
const at = '2022-10-12T00:01:15.000Z';
const initStart = event('platform.initStart', {
  ...identity,
  ...runtimeVersion,
  initializationType: 'on-demand',
  phase: 'init',
});

describe('the JSON lines of a log', () => {
  test('are the events of the Telemetry API, durations with three decimals', () => {
    const line = jsonLine(event('platform.report', { requestId, status: 'success', metrics, tracing }));
    assert.equal(
      line,
      `{"time":"${at}","type":"platform.report","record":{"requestId":"${requestId}","status":"success",` +
        '"metrics":{"durationMs":693.917,"billedDurationMs":694,"memorySizeMB":128,"maxMemoryUsedMB":84},' +
        `"tracing":${JSON.stringify(tracing)}}}`,
    );
  });
  test('do not name the function in initStart, as subscribers are told', () => {
    const record = { initializationType: 'on-demand', phase: 'init', ...runtimeVersion };
    assert.deepEqual(read(initStart), { time: at, type: 'platform.initStart', record });
    assert.ok(initStart.type === 'platform.initStart');
    const told = JSON.parse(eventJson(initStart, 'named'));
    assert.deepEqual(told.record, { ...record, ...identity });
  });
  test('hold spans with the time at which they began', () => {
    const done = event('platform.runtimeDone', {
      requestId,
      status: 'success',
      metrics: { durationMs: milliseconds(140.00049), producedBytes: 16 },
      spans: [{ name: 'responseLatency', start: epochMilliseconds(time + 21), durationMs: milliseconds(23.0216) }],
    });
    assert.deepEqual(read(done), {
      time: at,
      type: 'platform.runtimeDone',
      record: {
        requestId,
        status: 'success',
        metrics: { durationMs: 140, producedBytes: 16 },
        spans: [{ name: 'responseLatency', start: '2022-10-12T00:01:15.021Z', durationMs: 23.022 }],
      },
    });
  });
  test('are what the function wrote, where it wrote', () => {
    const line = '{"timestamp": "2022-10-12T00:01:15Z", "level": "INFO", "message": "hello"}';
    assert.equal(jsonLine(event('function', line)), line);
  });
});

describe('the system log level', () => {
  const levels = (it: PlatformEvent) =>
    (['DEBUG', 'INFO', 'WARN'] as const).filter((level) => isShownAt(it, level)).join(' ');
  const report = (status: Status) => event('platform.report', { requestId, status, metrics });
  const initReport = (initializationType: 'on-demand' | 'provisioned-concurrency', status: Status) =>
    event('platform.initReport', { initializationType, phase: 'init', status, metrics });

  test('INFO shows a good invocation, WARN a bad one alone', () => {
    assert.equal(levels(event('platform.start', { requestId, version: '1' })), 'DEBUG INFO');
    assert.equal(levels(report('success')), 'DEBUG INFO');
    assert.equal(levels(report('timeout')), 'DEBUG INFO WARN');
    assert.equal(levels(event('platform.runtimeDone', { requestId, status: 'success' })), 'DEBUG');
    assert.equal(levels(event('platform.runtimeDone', { requestId, status: 'error' })), 'DEBUG INFO WARN');
  });
  test('of an init depends on its outcome, and on whether an invocation waited for it', () => {
    assert.equal(levels(initStart), 'DEBUG INFO');
    const bare = event('platform.initStart', { ...identity, initializationType: 'on-demand', phase: 'init' });
    assert.equal(levels(bare), 'DEBUG');
    assert.equal(levels(initReport('on-demand', 'success')), 'DEBUG');
    assert.equal(levels(initReport('provisioned-concurrency', 'success')), 'DEBUG INFO');
    assert.equal(levels(initReport('on-demand', 'failure')), 'DEBUG INFO WARN');
    assert.equal(systemLogLevelOf(event('platform.restoreReport', { status: 'success' })), 'INFO');
  });
  test('never hides what the function wrote, nor that something was lost', () => {
    assert.equal(systemLogLevelOf(event('function', 'x')), 'WARN');
    const lost = event('platform.logsDropped', { reason: 'slow', droppedRecords: 1, droppedBytes: 2 });
    assert.equal(systemLogLevelOf(lost), 'WARN');
    const crashed = { name: 'a', state: 'LaunchError', events: [], errorType: 'PermissionDenied' };
    assert.equal(systemLogLevelOf(event('platform.extension', crashed)), 'WARN');
  });
});

test("Kelvin's own reader finds in an event what was written into it", () => {
  const spans = fc.integer({ min: 0, max: 900_000_000 }).map((it) => milliseconds(it / 1000));
  const megabyteCounts = fc.integer({ min: 0, max: 10_240 }).map(megabytes);
  const figures = fc.record(
    { durationMs: spans, memorySizeMB: megabyteCounts, maxMemoryUsedMB: megabyteCounts, initDurationMs: spans },
    { requiredKeys: ['durationMs', 'memorySizeMB', 'maxMemoryUsedMB'] },
  );
  fc.assert(
    fc.property(figures, fc.constantFrom<Status>('success', 'error', 'timeout', 'failure'), (it, status) => {
      const { initDurationMs, ...rest } = it;
      const cold = initDurationMs === undefined ? {} : { initDurationMs };
      const line = jsonLine(event('platform.report', { requestId, status, metrics: { ...rest, ...cold } }));
      const found = parseMessage(line);
      assert.ok(found !== undefined && !isUnreadable(found) && found.kind === 'report', line);
      const { billedDurationMs, ...report } = found.report;
      assert.deepEqual(report, { requestId, status, ...rest, ...cold });
      assert.ok(billedDurationMs !== undefined && billedDurationMs >= rest.durationMs);
    }),
  );
});

import { ID, type Shape } from './lines.js';

const TIME = '2026-11-01T10:00:00.000Z';
const METRICS = { durationMs: 1.317, billedDurationMs: 2, memorySizeMB: 128, maxMemoryUsedMB: 62 };
const SPANS = [{ name: 'responseLatency', start: TIME, durationMs: 0.8 }];

/** An event as AWS prints it, and as it is read. */
const shape = (type: string, record: unknown, event: object, name = type): Shape => ({
  name,
  line: JSON.stringify({ time: TIME, type: `platform.${type}`, record }),
  event: { ...event },
});

/** One event of each type of the Telemetry API's three schemas and of the Logs API before it, made up. */
export const EVENTS: readonly Shape[] = [
  shape(
    'initStart',
    {
      initializationType: 'on-demand',
      phase: 'init',
      functionName: 'orders',
      functionVersion: '3',
      runtimeVersion: 'nodejs:22.v81',
      runtimeVersionArn: 'arn:x',
    },
    {
      kind: 'init-start',
      runtimeVersion: 'nodejs:22.v81',
      runtimeVersionArn: 'arn:x',
      functionName: 'orders',
      functionVersion: '3',
      initializationType: 'on-demand',
      phase: 'init',
    },
  ),
  shape(
    'initRuntimeDone',
    { initializationType: 'on-demand', phase: 'init', status: 'error', errorType: 'Runtime.ExitError', spans: SPANS },
    { kind: 'init-runtime-done', phase: 'init', status: 'error', errorType: 'Runtime.ExitError' },
  ),
  shape(
    'initReport',
    { initializationType: 'snap-start', phase: 'snap-start', status: 'success', metrics: { durationMs: 125.33 } },
    {
      kind: 'init-report',
      initDurationMs: 125.33,
      phase: 'snap-start',
      initializationType: 'snap-start',
      status: 'success',
    },
  ),
  shape('start', { requestId: ID, version: '$LATEST' }, { kind: 'start', requestId: ID, version: '$LATEST' }),
  shape('end', { requestId: ID }, { kind: 'end', requestId: ID }),
  shape(
    'runtimeDone',
    { requestId: ID, status: 'timeout', metrics: { durationMs: 3000, producedBytes: 4 }, spans: SPANS },
    { kind: 'runtime-done', requestId: ID, durationMs: 3000, status: 'timeout' },
  ),
  shape(
    'report',
    { requestId: ID, status: 'success', metrics: METRICS, spans: SPANS },
    { kind: 'report', report: { requestId: ID, status: 'success', ...METRICS } },
  ),
  shape(
    'report',
    {
      requestId: ID,
      status: 'error',
      errorType: 'Runtime.OutOfMemory',
      metrics: { ...METRICS, restoreDurationMs: 500.795, billedRestoreDurationMs: 53, tenantMs: 4 },
      tracing: { type: 'X-Amzn-Trace-Id', value: 'Root=1-6352a70e-1e2c;Parent=35465b;Sampled=0' },
    },
    {
      kind: 'report',
      report: {
        requestId: ID,
        status: 'error',
        errorType: 'Runtime.OutOfMemory',
        ...METRICS,
        restoreDurationMs: 500.795,
        billedRestoreDurationMs: 53,
        xrayTraceId: '1-6352a70e-1e2c',
        xraySampled: false,
        other: { tenantMs: '4' },
      },
    },
    'report with all there can be',
  ),
  shape(
    'report',
    { requestId: ID, status: 'success', metrics: { durationMs: 1.148 }, spans: SPANS },
    { kind: 'report', report: { requestId: ID, status: 'success', durationMs: 1.148 } },
    'report of Managed Instances',
  ),
  shape(
    'restoreStart',
    { functionName: 'orders', functionVersion: '3', runtimeVersion: 'java:21.v1' },
    { kind: 'restore-start', runtimeVersion: 'java:21.v1', functionName: 'orders', functionVersion: '3' },
  ),
  shape('restoreRuntimeDone', { status: 'success' }, { kind: 'restore-runtime-done', status: 'success' }),
  shape(
    'restoreReport',
    { status: 'success', metrics: { durationMs: 15.19 }, spans: SPANS },
    { kind: 'restore-report', restoreDurationMs: 15.19, status: 'success' },
  ),
  shape(
    'restoreReport',
    { status: 'failure', errorType: 'RestoreError' },
    { kind: 'restore-report', status: 'failure', errorType: 'RestoreError' },
    'restoreReport of a failure',
  ),
  shape(
    'extension',
    { name: 'agent', state: 'Ready', events: ['INVOKE', 'SHUTDOWN'] },
    { kind: 'extension', name: 'agent', state: 'Ready', events: ['INVOKE', 'SHUTDOWN'] },
  ),
  shape(
    'telemetrySubscription',
    { name: 'agent', state: 'Subscribed', types: ['platform', 'function'] },
    { kind: 'telemetry', name: 'agent', state: 'Subscribed', types: ['platform', 'function'] },
  ),
  shape(
    'logsSubscription',
    { name: 'agent', state: 'Subscribed', types: ['platform'] },
    { kind: 'telemetry', name: 'agent', state: 'Subscribed', types: ['platform'] },
  ),
  shape(
    'logsDropped',
    { reason: 'Consumer seems to have fallen behind', droppedRecords: 123, droppedBytes: 12345 },
    { kind: 'logs-dropped', droppedRecords: 123, reason: 'Consumer seems to have fallen behind' },
  ),
  shape('fault', `RequestId: ${ID} Process exited before completing request`, {
    kind: 'runtime-exited',
    requestId: ID,
    reason: 'Process exited before completing request',
  }),
  shape('brandNew', { requestId: ID }, { kind: 'unknown', type: 'platform.brandNew' }),
];

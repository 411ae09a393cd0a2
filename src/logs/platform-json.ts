import { type EpochMilliseconds, epochMilliseconds, type Milliseconds, milliseconds } from '../units/index.js';
import { asObject, text as asText, type JsonObject, topLevelType } from './json-object.js';
import type { PlatformEvent } from './platform-event.js';
import { isPhase, parseTextMessage } from './platform-text.js';
import type { Unreadable } from './report.js';
import { reportOfRecord } from './report-json.js';

/** An event with the time that it carries itself. */
export interface TimedEvent {
  readonly event: PlatformEvent | Unreadable;
  readonly at?: EpochMilliseconds;
}

type Reader = (record: JsonObject) => PlatformEvent | string;

const READERS: Readonly<Record<string, Reader>> = Object.assign(Object.create(null), {
  'platform.initStart': (record) => ({ kind: 'init-start', ...startOf(record) }),
  'platform.restoreStart': (record) => ({ kind: 'restore-start', ...startOf(record) }),
  'platform.initRuntimeDone': (record) => ({
    kind: 'init-runtime-done',
    ...textOf(record, 'phase'),
    ...endingOf(record),
  }),
  'platform.restoreRuntimeDone': (record) => ({ kind: 'restore-runtime-done', ...endingOf(record) }),
  'platform.initReport': (record) => {
    const initDurationMs = durationOf(record);
    if (typeof initDurationMs !== 'number') return 'no readable durationMs';
    const phase = isPhase(record.phase) ? { phase: record.phase } : {};
    return {
      kind: 'init-report',
      initDurationMs,
      ...phase,
      ...textOf(record, 'initializationType'),
      ...endingOf(record),
    };
  },
  'platform.restoreReport': (record) => {
    const restoreDurationMs = durationOf(record);
    if (restoreDurationMs === 'wrong') return 'no readable durationMs';
    return {
      kind: 'restore-report',
      ...(restoreDurationMs === undefined ? {} : { restoreDurationMs }),
      ...endingOf(record),
    };
  },
  'platform.start': withRequest((record, requestId) => ({ kind: 'start', requestId, ...textOf(record, 'version') })),
  // The Logs API of 2020 had it; the Telemetry API has runtimeDone in its place.
  'platform.end': withRequest((_, requestId) => ({ kind: 'end', requestId })),
  'platform.runtimeDone': withRequest((record, requestId) => {
    const durationMs = durationOf(record);
    return {
      kind: 'runtime-done',
      requestId,
      ...(typeof durationMs === 'number' ? { durationMs } : {}),
      ...endingOf(record),
    };
  }),
  'platform.extension': (record) => ({
    kind: 'extension',
    name: asText(record.name) ?? '',
    state: asText(record.state) ?? '',
    events: textsOf(record.events),
    ...textOf(record, 'errorType'),
  }),
  'platform.telemetrySubscription': subscription,
  'platform.logsSubscription': subscription,
  'platform.logsDropped': (record) => ({
    kind: 'logs-dropped',
    ...(isMeasure(record.droppedRecords) ? { droppedRecords: record.droppedRecords } : {}),
    ...textOf(record, 'reason'),
  }),
} satisfies Record<string, Reader>);

/**
 * A message of a JSON log: a `platform.*` event of Telemetry API schema 2022-07-01, 2022-12-13 or 2025-01-29, or of the
 * Logs API of 2020 before it. The type must be the object's own: an application may well log such an event inside its
 * `message`. What is cut has an own type too, if the cut is behind it.
 */
export function parseJsonMessage(line: string): TimedEvent | undefined {
  if (!line.includes('"platform.')) return undefined;
  const event = asObject(line);
  if (event === undefined) {
    const type = topLevelType(line);
    if (type?.startsWith('platform.') !== true) return undefined;
    return { event: { line, reason: `the ${type} event is cut: it is no whole JSON object` } };
  }
  const { type } = event;
  if (typeof type !== 'string' || !type.startsWith('platform.')) return undefined;
  const at = typeof event.time === 'string' ? Date.parse(event.time) : Number.NaN;
  return { event: readEvent(line, type, event.record), ...(Number.isNaN(at) ? {} : { at: epochMilliseconds(at) }) };
}

function readEvent(line: string, type: string, record: unknown): PlatformEvent | Unreadable {
  // A fault's record is the text line.
  if (type === 'platform.fault' && typeof record === 'string')
    return parseTextMessage(record) ?? { kind: 'unknown', type };
  const isKnown = type in READERS || type === 'platform.report';
  if (!isKnown) return { kind: 'unknown', type };
  if (typeof record !== 'object' || record === null) return { line, reason: `the ${type} event has no record` };
  if (type === 'platform.report') {
    const report = reportOfRecord(record as JsonObject);
    return typeof report === 'string' ? { line, reason: report } : { kind: 'report', report };
  }
  const event = READERS[type]?.(record as JsonObject) ?? { kind: 'unknown' as const, type };
  return typeof event === 'string' ? { line, reason: `the ${type} event has ${event}` } : event;
}

function withRequest(read: (record: JsonObject, requestId: string) => PlatformEvent): Reader {
  return (record) => {
    const requestId = asText(record.requestId);
    return requestId === undefined ? 'no requestId' : read(record, requestId);
  };
}

function subscription(record: JsonObject): PlatformEvent {
  return {
    kind: 'telemetry',
    name: asText(record.name) ?? '',
    state: asText(record.state) ?? '',
    types: textsOf(record.types),
  };
}

function startOf(record: JsonObject) {
  return {
    ...textOf(record, 'runtimeVersion'),
    ...textOf(record, 'runtimeVersionArn'),
    ...textOf(record, 'functionName'),
    ...textOf(record, 'functionVersion'),
    ...textOf(record, 'initializationType'),
    ...textOf(record, 'phase'),
  };
}

const endingOf = (record: JsonObject) => ({ ...textOf(record, 'status'), ...textOf(record, 'errorType') });

function textOf<K extends string>(record: JsonObject, name: K): { [P in K]?: string } {
  const value = asText(record[name]);
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: string };
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((it) => typeof it === 'string') : [];

function durationOf(record: JsonObject): Milliseconds | 'wrong' | undefined {
  const metrics = record.metrics as JsonObject | null | undefined;
  const value = metrics?.durationMs;
  if (value === undefined) return undefined;
  return isMeasure(value) ? milliseconds(value) : 'wrong';
}

const isMeasure = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

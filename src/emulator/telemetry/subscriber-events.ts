import type { PlatformEvent, TelemetryType } from '../environment/platform-event.js';
import { eventJson, reportMetrics } from './json-events.js';
import type { Subscription } from './subscription-request.js';

export type LogFormat = 'Text' | 'JSON';

export const telemetryTypeOf = ({ type }: PlatformEvent): TelemetryType =>
  type === 'function' || type === 'extension' ? type : 'platform';

/** The JSON texts that a subscriber gets for an event: one, or none or several where an old schema has it otherwise. */
export function subscriberEvents(event: PlatformEvent, to: Subscription, format: LogFormat): readonly string[] {
  if (event.type === 'function' || event.type === 'extension') return [lineJson(event, to, format)];
  if (to.api === 'logs') return logsApiEvents(event, to);
  return [eventJson(event, to.schemaVersion === '2022-07-01' ? 'unnamed' : 'named')];
}

type Line = Extract<PlatformEvent, { readonly type: 'function' | 'extension' }>;

/** Since schema 2022-12-13 a line that is JSON comes as the object that it is, if the function's log format is JSON. */
function lineJson({ time, type, record }: Line, to: Subscription, format: LogFormat): string {
  const asObject = format === 'JSON' && to.api === 'telemetry' && to.schemaVersion !== '2022-07-01' && isObject(record);
  const text = asObject ? record : JSON.stringify(record);
  return `{"time":"${new Date(time).toISOString()}","type":"${type}","record":${text}}`;
}

function isObject(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** Events of the Logs API 2020-08-15 ("Lambda Logs API", developer guide of 2021): fewer, and END was one of them. */
function logsApiEvents(event: Exclude<PlatformEvent, Line>, to: Subscription): string[] {
  const json = (type: string, record: object): string =>
    JSON.stringify({ time: new Date(event.time).toISOString(), type, record });
  switch (event.type) {
    case 'platform.start':
      return [json(event.type, { requestId: event.record.requestId, version: event.record.version })];
    case 'platform.runtimeDone': {
      if (to.schemaVersion === '2020-08-15') return [];
      const { requestId, status } = event.record;
      return [json(event.type, { requestId, status })];
    }
    case 'platform.report': {
      const { requestId, metrics } = event.record;
      return [json('platform.end', { requestId }), json(event.type, { requestId, metrics: reportMetrics(metrics) })];
    }
    case 'platform.extension':
    case 'platform.logsSubscription':
    case 'platform.logsDropped':
      return [json(event.type, event.record)];
    default:
      return [];
  }
}

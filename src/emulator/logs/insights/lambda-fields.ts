import { javaDouble } from './value.js';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const PLATFORM = /^(START|END|REPORT) RequestId: (\S+)/;
/** `2026-11-21T10:00:00.000Z <id> INFO text` of Node.js, and `[INFO] 2026-11-21T10:00:00.000Z <id> text` of Python. */
const APPLICATION = new RegExp(`^(?:\\[\\w+\\]\\s+)?\\d{4}-\\d\\d-\\d\\dT\\S+Z?\\s+(${UUID})\\s`);
const FIGURE = /(Duration|Billed Duration|Memory Size|Max Memory Used|Init Duration): ([\d.]+) (?:ms|MB)/y;
const NAMES: Readonly<Record<string, readonly [name: string, factor: number]>> = {
  Duration: ['@duration', 1],
  'Billed Duration': ['@billedDuration', 1],
  'Init Duration': ['@initDuration', 1],
  // In bytes, and a megabyte is 1,000,000 of them: 128 MB are 1.28E8 (records of real logs, 2023-03).
  'Memory Size': ['@memorySize', 1e6],
  'Max Memory Used': ['@maxMemoryUsed', 1e6],
};

/** What is found in the text lines of Lambda; the log group's name does not matter. */
export function lambdaFields(message: string): Map<string, string> {
  const fields = new Map<string, string>();
  const [, type, requestId] = PLATFORM.exec(message) ?? [];
  if (type === undefined || requestId === undefined) {
    const [, id] = APPLICATION.exec(message) ?? [];
    if (id !== undefined) fields.set('@requestId', id);
    return fields;
  }
  fields.set('@type', type);
  fields.set('@requestId', requestId);
  if (type === 'REPORT') addFigures(message, fields);
  return fields;
}

function addFigures(message: string, fields: Map<string, string>): void {
  for (const part of message.split(/[\t\n]/)) {
    FIGURE.lastIndex = 0;
    const [, label = '', figure] = FIGURE.exec(part) ?? [];
    const [name, factor] = NAMES[label] ?? [];
    if (name !== undefined && factor !== undefined) fields.set(name, javaDouble(Number(figure) * factor));
  }
  const [, traceId, segmentId] = /XRAY TraceId: (\S+)\s+SegmentId: (\S+)/.exec(message) ?? [];
  if (traceId !== undefined) fields.set('@xrayTraceId', traceId);
  if (segmentId !== undefined) fields.set('@xraySegmentId', segmentId);
}

import type { MessageMeta } from '../platform-event.js';
import { EXCERPT, type Outlet } from './decoder.js';
import { asObject, parseJson } from './json-bytes.js';
import { momentOf, withGroup } from './meta.js';
import { openData } from './open-data.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Opens a JSON value that holds log messages and hands them on; false if it is of no such kind, and nothing is handed
 * on then. The kinds, each by its own field names (read off AWS's API references and the `aws` command, 2026-10):
 *
 * - `{events:[…]}`, its events alone, or what `--query` leaves of them: filter-log-events, get-log-events
 * - `{results:[[{field,value}]]}`: get-query-results, and the console's own JSON of it (`{"@message":…}`)
 * - `{messageType,logGroup,logStream,logEvents}` and `{awslogs:{data}}`: subscription filters
 * - `{Records:[{kinesis:{data}}|{Data}]}`, `{records:[{data}]}`: Kinesis and Firehose
 * - `[{time,type,record}]`: batches of the Telemetry API
 */
export function openValue(value: unknown, meta: MessageMeta, line: number, out: Outlet): boolean {
  if (typeof value === 'string') {
    out.sink.message(value, meta, line);
    return true;
  }
  if (Array.isArray(value)) return openArray(value, meta, line, out);
  const object = asObject(value);
  return object !== undefined && OPENERS.some((open) => open(object, meta, line, out));
}

/** What the object around events tells of all of them. */
export function metaOf(container: unknown): MessageMeta {
  const { logGroup, logStream } = asObject(container) ?? {};
  return {
    ...(typeof logGroup === 'string' ? { logGroup } : {}),
    ...(typeof logStream === 'string' ? { logStream } : {}),
  };
}

/** Whether the last field of a container is the array of its events. */
export function isEventArray(head: Fields): boolean {
  const key = Object.keys(head).at(-1) ?? '';
  return ['events', 'logEvents', 'results', 'Records', 'records'].includes(key) && Array.isArray(head[key]);
}

type Opener = (object: Fields, meta: MessageMeta, line: number, out: Outlet) => boolean;

const OPENERS: readonly Opener[] = [
  function subscription(object, meta, line, out) {
    if (object.messageType === 'CONTROL_MESSAGE') return true;
    return isList(object.logEvents) && openAll(object.logEvents, { ...meta, ...metaOf(object) }, line, out);
  },
  function lambdaEvent(object, meta, line, out) {
    return openDataOf(asObject(object.awslogs)?.data, meta, line, out);
  },
  function eventList(object, meta, line, out) {
    const others = Object.keys(object).filter((key) => !EVENT_LIST.has(key));
    return others.length === 0 && isList(object.events) && openAll(object.events, meta, line, out);
  },
  function queryResults(object, meta, line, out) {
    return isList(object.results) && object.results.every(Array.isArray) && openAll(object.results, meta, line, out);
  },
  function records(object, meta, line, out) {
    const list = object.Records ?? object.records;
    return isList(list) && openAll(list, meta, line, out);
  },
  function record(object, meta, line, out) {
    return openDataOf(recordData(object), meta, line, out);
  },
  function telemetry(object, meta, line, out) {
    const { time, type, record } = object;
    if (typeof time !== 'string' || typeof type !== 'string' || record === undefined) return false;
    const own = type === 'function' || type === 'extension';
    const text = own ? (typeof record === 'string' ? record : JSON.stringify(record)) : JSON.stringify(object);
    out.sink.message(text, { ...meta, ...momentOf(time) }, line);
    return true;
  },
  function row(object, meta, line, out) {
    const message = object['@message'];
    return typeof message === 'string' && openRow(object, meta, line, out);
  },
  function event(object, meta, line, out) {
    const { message, timestamp, logStreamName } = object;
    const known = Object.keys(object).every((key) => EVENT.has(key));
    if (!known || typeof message !== 'string' || typeof timestamp !== 'number') return false;
    const stream = typeof logStreamName === 'string' ? { logStream: logStreamName } : {};
    out.sink.message(message, { ...meta, ...momentOf(timestamp), ...stream }, line);
    return true;
  },
];

const EVENT_LIST = new Set([
  'events',
  'searchedLogStreams',
  'nextToken',
  'NextToken',
  'nextForwardToken',
  'nextBackwardToken',
  'ResponseMetadata',
  '$metadata',
]);
const EVENT = new Set(['message', 'timestamp', 'ingestionTime', 'eventId', 'id', 'logStreamName', 'extractedFields']);

/** An application's own lines have fields of these names as well: their strings are not taken for messages. */
const isList = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.every((it) => typeof it === 'object');

/** The data of a record of Kinesis or Firehose: without anything beside it, only what begins as gzip or JSON does. */
function recordData(object: Fields): unknown {
  const data = asObject(object.kinesis)?.data ?? object.Data ?? object.data;
  const known = 'kinesis' in object || 'SequenceNumber' in object || 'recordId' in object;
  return known || (Object.keys(object).length === 1 && /^(?:H4sI|ey)/.test(String(data))) ? data : undefined;
}

function openDataOf(data: unknown, meta: MessageMeta, line: number, out: Outlet): boolean {
  if (typeof data !== 'string') return false;
  openData(data, line, out, (text) => openText(text, meta, line, out));
  return true;
}

/** Decoded data: JSON values one after another without a separator, or a line that somebody put there. */
function openText(text: string, meta: MessageMeta, line: number, out: Outlet): void {
  const whole = parseJson(text);
  if (whole !== undefined && openValue(whole, meta, line, out)) return;
  const parts = whole === undefined ? text.split(/(?<=\})\s*(?=\{"messageType")/) : [text];
  for (const part of parts) {
    const value = parts.length > 1 ? parseJson(part) : undefined;
    if (value === undefined || !openValue(value, meta, line, out)) out.sink.message(part, meta, line);
  }
}

function openAll(list: readonly unknown[], meta: MessageMeta, line: number, out: Outlet): boolean {
  const opened = list.map((it) => openValue(it, meta, line, out));
  // One that is not like the others is said, not dropped.
  for (const [index, it] of list.entries()) {
    if (opened[index] === false && opened.includes(true)) {
      out.unreadable('is no log event, unlike those beside it', line, JSON.stringify(it).slice(0, EXCERPT));
    }
  }
  return list.length === 0 || opened.includes(true);
}

function openArray(list: readonly unknown[], meta: MessageMeta, line: number, out: Outlet): boolean {
  const fields = list.map((it) => asObject(it));
  if (list.length > 0 && fields.every((it) => typeof it?.field === 'string')) {
    return openRow(Object.fromEntries(fields.map((it) => [it?.field, it?.value])), meta, line, out);
  }
  if (list.some((it) => typeof it === 'number') && list.every((it) => typeof it !== 'object')) {
    const texts = list.filter((it) => typeof it === 'string');
    const moment = momentOf(list.find((it) => typeof it === 'number'));
    for (const text of texts) out.sink.message(text, { ...meta, ...moment }, line);
    return texts.length > 0;
  }
  return openAll(list, meta, line, out);
}

/** One row of Logs Insights. */
function openRow(row: Fields, meta: MessageMeta, line: number, out: Outlet): boolean {
  const { '@message': message, '@timestamp': timestamp, '@logStream': logStream, '@log': log } = row;
  if (typeof message !== 'string') return false;
  const stream = typeof logStream === 'string' ? { logStream } : {};
  out.sink.message(message, { ...meta, ...momentOf(timestamp), ...stream, ...withGroup(log) }, line);
  return true;
}

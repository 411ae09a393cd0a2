import { LogReader, type LogRecord, type MessageMeta, type ReadCounts } from '../../../src/logs/index.js';

/** What a log brings forth. */
export interface Read {
  readonly records: readonly LogRecord[];
  readonly counts: ReadCounts;
}

/** Reads a log as text, cut into pieces of this many bytes. */
export function readText(log: string, meta: MessageMeta = {}, pieces = 1 << 20): Read {
  const records: LogRecord[] = [];
  const reader = new LogReader({ source: 'test.log', emit: (record) => records.push(record) });
  const bytes = Buffer.from(log);
  for (let at = 0; at < bytes.length; at += pieces) reader.text(bytes.subarray(at, at + pieces), meta);
  reader.end();
  return { records, counts: reader.counts };
}

export function readMessages(messages: readonly (readonly [text: string, meta: MessageMeta])[]): Read {
  const records: LogRecord[] = [];
  const reader = new LogReader({ source: 'group', emit: (record) => records.push(record) });
  for (const [text, meta] of messages) reader.message(text, meta);
  reader.end();
  return { records, counts: reader.counts };
}

/** Request ids of the invocations, shortened to their number, with Duration and failure: `1:12 Sandbox.Timedout`. */
export const brief = ({ records }: Read): string[] =>
  records.flatMap((it) =>
    it.kind === 'invocation'
      ? [`${Number(it.report.requestId?.slice(0, 8))}:${it.report.durationMs} ${it.failure?.errorType ?? ''}`.trim()]
      : [],
  );

export const id = (number: number): string => `${String(number).padStart(8, '0')}-93d4-4e6f-a7b8-c9d0e1f2a3b4`;
export const start = (number: number, version = '$LATEST'): string =>
  `START RequestId: ${id(number)} Version: ${version}\n`;
export const end = (number: number): string => `END RequestId: ${id(number)}\n`;
export const report = (number: number, duration: number, more = ''): string =>
  `REPORT RequestId: ${id(number)}\tDuration: ${duration.toFixed(2)} ms\tBilled Duration: ${Math.ceil(duration)} ms\tMemory Size: 512 MB\tMax Memory Used: 77 MB\t${more}\n`;
export const event = (type: string, number: number, record: object = {}): string =>
  `${JSON.stringify({ time: '2026-11-01T10:00:00.000Z', type: `platform.${type}`, record: { requestId: id(number), ...record } })}\n`;
export const jsonReport = (number: number, durationMs: number, record: object = {}): string =>
  event('report', number, {
    metrics: { durationMs, billedDurationMs: Math.ceil(durationMs), memorySizeMB: 128, maxMemoryUsedMB: 62 },
    status: 'success',
    ...record,
  });

import { Execution, parseQuery, type QueryEvent } from '../../../src/emulator/logs/insights/index.js';

export const NOON = Date.UTC(2026, 10, 21, 12);

export interface Given {
  readonly message: string;
  /** Milliseconds after noon. */
  readonly at?: number;
  readonly stream?: string;
}

export const event = ({ message, at = 0, stream = 's' }: Given): QueryEvent => ({
  timestamp: NOON + at,
  ingestionTime: NOON + at + 5,
  message,
  logStream: stream,
  log: '000000000000:/aws/lambda/f',
  pointer: () => `ptr${at}`,
});

/** What a query makes of events that come in order of time, each row as an object. */
export function run(text: string, given: readonly (Given | string)[], limit?: number): Record<string, string>[] {
  const execution = new Execution(parseQuery(text), limit);
  const events = given.map((it, at) => event(typeof it === 'string' ? { message: it, at } : it));
  for (const it of events.toReversed()) execution.push(it);
  return execution.end().map((row) => Object.fromEntries(row.map(({ field, value }) => [field, value])));
}

/** Without the pointer, which every row of events has. */
export const rows = (text: string, given: readonly (Given | string)[]): Record<string, string>[] =>
  run(text, given).map(({ '@ptr': _, ...row }) => row);

export const report = (id: string, duration: string, more = '') =>
  `REPORT RequestId: ${id}\tDuration: ${duration} ms\tBilled Duration: ${Math.ceil(Number(duration))} ms\t` +
  `Memory Size: 128 MB\tMax Memory Used: 79 MB\t${more}\n`;

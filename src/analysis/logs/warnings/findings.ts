import type { Warning } from '../../result-schema.js';
import type { LogsResult } from '../logs-result-schema.js';
import type { ReadTally } from '../read-tally.js';

/** What the warnings are drawn from. */
export interface LogFindings {
  readonly result: Omit<LogsResult, 'warnings'>;
  readonly read: ReadTally;
  /** Reports with the request id and the Duration of an earlier one. */
  readonly repeats: number;
  readonly streamsKnown: boolean;
  /** That the prices are of a later day than the log, where it is so. */
  readonly younger: string | undefined;
}

export const warnIf = (condition: boolean, code: string, message: string, hint: string): Warning[] =>
  condition ? [{ code, message, hint }] : [];

export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;

import type { LogAnalysis } from '../../analysis/index.js';
import type { ReadCounts } from '../../logs/index.js';
import { type LogEnd, withoutAccountIds } from '../../recording/index.js';
import type { Io } from '../command.js';
import type { RunControl } from '../interrupt.js';

/** A reading that is over, in order or not: its recording is closed and can be read. */
export interface Recorded {
  readonly analysis: LogAnalysis;
  /** What broke it off; absent when the user did. */
  readonly trouble?: unknown;
}

export interface ReadingParts {
  readonly io: Io;
  readonly control: RunControl;
}

export const NOTHING_READ: ReadCounts = { bytes: 0, messages: 0, lookAlikes: 0, unfinished: 0 };

/** How a reading ended that threw: by the user's wish, or by trouble that is told. */
export function brokenOff(error: unknown, { reason }: RunControl): Pick<LogEnd, 'reason' | 'detail'> {
  if (reason !== undefined) return { reason: 'interrupted' };
  const [first = ''] = String((error as Error).message ?? error).split('\n');
  return { reason: 'failed', detail: withoutAccountIds(first) };
}

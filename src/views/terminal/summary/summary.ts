import type { Result } from '../../../analysis/index.js';
import { blank, clipLine, type Line } from '../layout/index.js';
import { paint } from '../theme.js';
import { titleLines } from '../title.js';
import { failureLines, spentLines, warningLines } from './evidence.js';
import { sizeTables } from './size-tables.js';
import { verdict } from './verdict.js';

export interface SummaryOptions {
  readonly width: number;
  readonly color: boolean;
}

function summaryLines(result: Result, width: number): Line[] {
  return [
    ...titleLines(result, width),
    blank,
    ...verdict(result, width),
    blank,
    ...sizeTables(result, width),
    blank,
    ...failureLines(result, width),
    ...warningLines(result, width),
    ...spentLines(result, width),
  ];
}

/** What a run leaves on the screen or in the log: first what to do, then every figure it rests on. Ends its last line. */
export const renderSummary = (result: Result, { width, color }: SummaryOptions): string =>
  summaryLines(result, width)
    .map((it) => `${paint(clipLine(it, width), color)}\n`)
    .join('');

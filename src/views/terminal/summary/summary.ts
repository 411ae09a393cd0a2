import type { Result } from '../../../analysis/index.js';
import { type Exploration, explorationOf } from '../../wording/index.js';
import { copyLines } from '../copy-lines.js';
import { explorationFigures, explorationVerdict, visited } from '../exploration/index.js';
import { blank, clipLine, type Line, line, paragraph } from '../layout/index.js';
import { paint } from '../theme.js';
import { titleLines } from '../title.js';
import { failureLines, spentLines, warningLines } from './evidence.js';
import { mostMeasured } from './most-measured.js';
import { sizeTables } from './size-tables.js';
import { verdict } from './verdict.js';

export interface SummaryOptions {
  readonly width: number;
  readonly color: boolean;
}

function summaryLines(result: Result, width: number): Line[] {
  const exploration = explorationOf(result);
  const conclusions =
    exploration === undefined
      ? [...verdict(result, width), blank, ...sizeTables(result, width), blank]
      : exploredLines(result, exploration, width);
  return [
    ...titleLines(result, width),
    blank,
    ...conclusions,
    ...failureLines(result, width),
    ...warningLines(result, width),
    ...copyLines(result.function, width),
    ...spentLines(result, width),
  ];
}

/** Where Kelvin chose what to measure: what is known of all candidates, then every figure of those that were measured. */
function exploredLines(result: Result, exploration: Exploration, width: number): Line[] {
  const measured = visited(result);
  const shown = mostMeasured(measured);
  const others = measured.sizes.length - shown.sizes.length;
  return [
    ...explorationVerdict(result, exploration, width),
    blank,
    ...explorationFigures(result, exploration, width),
    ...(measured.sizes.length === 0 ? [] : [line('Measured sizes', 'strong'), ...sizeTables(shown, width)]),
    ...(others === 0 ? [] : paragraph(othersText(others), width, 'quiet')),
    ...(measured.sizes.length === 0 ? [] : [blank]),
  ];
}

const othersText = (count: number): string =>
  `${count === 1 ? 'One more size was' : `${count} more sizes were`} measured less: the curve rests on them too, and the other reports have them.`;

/** What a run leaves on the screen or in the log: first what to do, then every figure it rests on. Ends its last line. */
export const renderSummary = (result: Result, { width, color }: SummaryOptions): string =>
  summaryLines(result, width)
    .map((it) => `${paint(clipLine(it, width), color)}\n`)
    .join('');

import type { LoadResult } from '../../../../analysis/index.js';
import { phasesText, sentence, viaText } from '../../../wording/index.js';
import { copyLines } from '../../copy-lines.js';
import { blank, clean, clipLine, type Line, paragraph } from '../../layout/index.js';
import { Footnotes } from '../../summary/footnotes.js';
import type { SummaryOptions } from '../../summary/index.js';
import { paint } from '../../theme.js';
import { loadTitle } from '../title.js';
import { armLines, choiceLines, loadSpentLines, loadWarningLines, thresholdLines } from './findings.js';
import { partTables } from './phases.js';
import { footnoteLines, sizeColumns } from './size-columns.js';

function summaryLines(result: LoadResult, width: number): Line[] {
  const notes = new Footnotes();
  const table = result.arms.length === 0 ? [] : sizeColumns(result, notes, width);
  const foot = footnoteLines(notes, width);
  return [
    ...loadTitle(result, width),
    ...paragraph(clean(`${sentence(phasesText(result.load))} By ${viaText(result.load.via)}.`), width, 'quiet'),
    blank,
    ...choiceLines(result, width),
    ...thresholdLines(result, width),
    ...table,
    ...(foot.length === 0 ? [] : [...foot, blank]),
    ...partTables(result, width),
    ...armLines(result, width),
    ...loadWarningLines(result, width),
    ...result.functions.flatMap((it) => copyLines(it, width)),
    ...loadSpentLines(result, width),
  ];
}

/** What a load leaves on the screen or in the log: what to do, what holds, every figure side by side. Ends its last line. */
export const renderLoadSummary = (result: LoadResult, { width, color }: SummaryOptions): string =>
  summaryLines(result, width)
    .map((it) => `${paint(clipLine(it, width), color)}\n`)
    .join('');

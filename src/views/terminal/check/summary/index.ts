import type { CheckResult } from '../../../../analysis/index.js';
import { copiesText, sentence, verdictCounts } from '../../../wording/index.js';
import { blank, clipLine, type Line, line, paragraph } from '../../layout/index.js';
import type { SummaryOptions } from '../../summary/index.js';
import { paint } from '../../theme.js';
import { harmless } from '../harmless.js';
import { checkTitle } from '../title.js';
import { VERDICT_MARKS, VERDICT_TONES } from '../verdict-marks.js';
import {
  checkSpentLines,
  oddityLines,
  otherWarningLines,
  reasonLines,
  severeLines,
  sideFailureLines,
} from './evidence.js';
import { findingsTable } from './findings-table.js';
import { moduleLines } from './modules.js';
import { resolutionLines } from './resolution.js';

/** The verdict, in the analysis's own sentence. */
function verdictLines(result: CheckResult, width: number): Line[] {
  const { verdict, reason, passes, findings } = result;
  const allowed = verdict === 'inconclusive' && passes ? ' (passes by --inconclusive pass)' : '';
  const tone = VERDICT_TONES[verdict];
  const said = sentence(harmless(`${verdict.toUpperCase()}: ${reason}`)) + allowed;
  return [
    ...paragraph(said, width, verdict === 'unchanged' ? 'good' : tone, `${VERDICT_MARKS[verdict]} `),
    ...(findings.length === 0 ? [] : [line(`  Of ${findings.length} comparisons: ${verdictCounts(result)}.`, 'quiet')]),
    blank,
  ];
}

/** Of functions that exist: their callers, and what is reserved for them, were out of the way. */
function copiesLines(result: CheckResult, width: number): Line[] {
  const copies = copiesText(result);
  return copies === undefined ? [] : paragraph(sentence(harmless(copies)), width, 'quiet');
}

const summaryLines = (result: CheckResult, width: number): Line[] => [
  ...checkTitle(result, width),
  ...copiesLines(result, width),
  blank,
  ...verdictLines(result, width),
  ...severeLines(result, width),
  ...findingsTable(result, width),
  ...reasonLines(result, width),
  ...moduleLines(result, width),
  ...resolutionLines(result, width),
  ...sideFailureLines(result, width),
  ...oddityLines(result, width),
  ...otherWarningLines(result, width),
  ...checkSpentLines(result, width),
];

/** What a check leaves on the screen or in the log: the verdict, then every figure it rests on. Ends its last line. */
export const renderCheckSummary = (result: CheckResult, { width, color }: SummaryOptions): string =>
  summaryLines(result, width)
    .map((it) => `${paint(clipLine(it, width), color)}\n`)
    .join('');

import { askedOfCheck, limitsLine } from '../../../wording/index.js';
import { blank, clipLine, type Line, paragraph } from '../../layout/index.js';
import type { FrameOptions } from '../../live/frame.js';
import type { UiState } from '../../live/ui-state.js';
import type { CheckProgress } from '../check-view.js';
import { checkTitle } from '../title.js';
import { comparisonLines } from './comparisons.js';
import { helpLines } from './help.js';
import { checkKeys, checkStatus } from './status.js';

/** What is to be measured and what counts, while there is nothing to compare. */
const askedLines = ({ result }: CheckProgress, width: number): Line[] =>
  [
    ['Measure', askedOfCheck(result)],
    ['Limits', limitsLine(result)],
  ].flatMap(([name = '', text = '']) => paragraph(text, width, 'plain', name.padEnd(9)));

/** The whole screen, one line less than the terminal has, for the reason that the live view of a tuning gives. */
export function checkFrame(progress: CheckProgress, ui: UiState, { width, rows, keys }: FrameOptions): Line[] {
  const height = Math.max(1, rows - 1);
  const keyHelp = checkKeys(progress, ui, keys);
  const foot = [...checkStatus(progress, ui, width), ...(keyHelp === undefined ? [] : [keyHelp])];
  const head = checkTitle(progress.result, width);
  const room = Math.max(0, height - head.length - foot.length);
  const hasFigures = progress.result.findings.some(({ isExact, shiftPercent }) => !isExact && shiftPercent !== null);
  const figures = hasFigures ? comparisonLines(progress.result, width, room - 2) : askedLines(progress, width);
  const middle = (ui.help ? helpLines(width) : figures).slice(0, room);
  const gaps = room - middle.length;
  const lines = [...head, ...(gaps > 1 ? [blank] : []), ...middle, ...(gaps > 0 ? [blank] : []), ...foot];
  return lines.slice(Math.max(0, lines.length - height)).map((it) => clipLine(it, width));
}

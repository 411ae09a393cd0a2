import { explorationOf } from '../../wording/index.js';
import { lastVisitLines, visitLines } from '../exploration/index.js';
import { clean, clipLine, type Line, line } from '../layout/index.js';
import { clockText, counters, percentText } from '../progress-text.js';
import type { RunProgress } from '../run-progress.js';

/** ` 40 %  120/300  cold  24  warm  96  errors 0  37 s, left 56 s`. */
const countLine = (progress: RunProgress, width: number): Line =>
  clipLine(line([percentText(progress).padStart(5), counters(progress), clockText(progress)].join('  ')), width);

/** The same of a run that has no plan to be part of. */
export function countLines(progress: RunProgress, width: number): Line[] {
  const exploration = explorationOf(progress.result);
  return exploration === undefined ? [countLine(progress, width)] : lastVisitLines(progress, exploration, width);
}

/** Whether a line of this phase says how far the run is. */
export const hasCounts = ({ phase }: RunProgress): boolean => phase === 'measuring' || phase === 'done';

/** While it measures, a log is better served by the counts than by the size of this very moment. */
export function progressLines(progress: RunProgress, width: number): Line[] {
  const { phase } = progress;
  const exploration = explorationOf(progress.result);
  if (exploration !== undefined && phase === 'measuring') return visitLines(progress, exploration, width);
  const activity = clipLine(line(`${phase === 'paused' ? 'paused: ' : ''}${clean(progress.activity)}`), width);
  return [...(phase === 'measuring' ? [] : [activity]), ...(hasCounts(progress) ? countLines(progress, width) : [])];
}

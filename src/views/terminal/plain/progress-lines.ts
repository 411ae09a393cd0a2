import { clean, clipLine, type Line, line } from '../layout/index.js';
import { clockText, counters, percentText } from '../progress-text.js';
import type { RunProgress } from '../run-progress.js';

/** ` 40 %  120/300  cold  24  warm  96  errors 0  37 s, left 56 s`. */
export const countLine = (progress: RunProgress, width: number): Line =>
  clipLine(line([percentText(progress).padStart(5), counters(progress), clockText(progress)].join('  ')), width);

/** Whether a line of this phase says how far the run is. */
export const hasCounts = ({ phase }: RunProgress): boolean => phase === 'measuring' || phase === 'done';

/** While it measures, a log is better served by the counts than by the size of this very moment. */
export function progressLines(progress: RunProgress, width: number): Line[] {
  const { phase } = progress;
  const activity = clipLine(line(`${phase === 'paused' ? 'paused: ' : ''}${clean(progress.activity)}`), width);
  return [...(phase === 'measuring' ? [] : [activity]), ...(hasCounts(progress) ? [countLine(progress, width)] : [])];
}

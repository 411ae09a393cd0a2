import { clean, clipLine, type Line, line } from '../layout/index.js';
import { clockText, counters, percentText } from '../progress-text.js';
import type { RunProgress } from '../run-progress.js';

/** `  40 %  96/240  cold 24  warm 72  errors 0  12 s, left 18 s  measuring 512 MB, cold`. */
export function progressLine(progress: RunProgress, width: number): Line {
  const parts = [percentText(progress).padStart(5), counters(progress), clockText(progress), clean(progress.activity)];
  return clipLine(line(parts.join('  ')), width);
}

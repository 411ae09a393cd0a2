import type { CourseFigure, CourseSide, CourseStretch } from '../../analysis/index.js';
import { formatMilliseconds, formatRatio, milliseconds, ratio } from '../../units/index.js';
import { spanText } from './span.js';

/** `0 of 90 failed (0 % to 4.1 %), 100 ms (98.0 ms to 102 ms, n = 88)`. */
export function courseSideText(side: CourseSide): string {
  const { invocations, failures, failedRatio, warm, durationMs } = side;
  if (invocations === 0) return 'nothing was invoked';
  const count = (value: number): string => value.toLocaleString('en-US');
  const failed = `${count(failures)} of ${count(invocations)} failed (${spanOf(failedRatio, failedShare)})`;
  if (durationMs === null) return `${failed}, no warm duration`;
  return `${failed}, ${duration(durationMs.value)} (${spanOf(durationMs, duration)}, n = ${count(warm)})`;
}

/** `until 2.00 min`, by which each stretch is called. */
export const stretchText = ({ toMs, trouble }: CourseStretch): string =>
  `until ${formatMilliseconds(toMs)}${trouble === undefined ? '' : ` (not all of it could be read: ${trouble})`}`;

export const COURSE_NOTE =
  'Intervals are at 95 %, each of its stretch of time alone; the verdict is by all of them together.';

const duration = (ms: number): string => formatMilliseconds(milliseconds(ms));
const failedShare = (share: number): string => formatRatio(ratio(share));

const spanOf = (figure: CourseFigure, format: (value: number) => string): string =>
  figure === null || figure.low === null || figure.high === null
    ? `no interval${figure?.note === undefined ? '' : `: ${figure.note}`}`
    : spanText(format, figure.low, figure.high);

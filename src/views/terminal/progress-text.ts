import { formatClock } from '../wording/index.js';
import { formatCount } from './figures.js';
import { elapsed, formatRemaining } from './remaining.js';
import type { RunProgress } from './run-progress.js';

/** 0..1; nothing planned is nothing done. */
export const doneRatio = ({ done, planned }: Pick<RunProgress, 'done' | 'planned'>): number =>
  planned > 0 ? Math.min(1, Math.max(0, done / planned)) : 0;

/** Exactly `width` cells; full only when all is done, and never empty once something is. */
export function bar(ratio: number, width: number): string {
  const cells = Math.floor(Math.min(1, Math.max(0, ratio)) * width);
  const filled = ratio > 0 ? Math.max(1, cells) : 0;
  return '█'.repeat(Math.min(width, filled)) + '░'.repeat(Math.max(0, width - filled));
}

export const percentText = (progress: RunProgress): string =>
  doneRatio(progress) === 1 ? '100 %' : `${Math.floor(doneRatio(progress) * 100)} %`;

/** Counts as wide as the plan's, so that lines below each other and frames after each other do not shift. */
export function counters({ done, planned, cold, warm, errors, disturbed }: RunProgress): string {
  const total = formatCount(planned);
  const count = (value: number): string => formatCount(value).padStart(total.length);
  const noise = disturbed === 0 ? '' : `  disturbed ${formatCount(disturbed)}`;
  return `${count(done)}/${total}  cold ${count(cold)}  warm ${count(warm)}  errors ${formatCount(errors)}${noise}`;
}

/** Time while it runs: what is gone, and what is left as far as it can be told. */
export function clockText(progress: RunProgress): string {
  const gone = formatClock(elapsed(progress));
  if (progress.phase === 'measuring') return `${gone}, left ${formatRemaining(progress)}`;
  return gone;
}

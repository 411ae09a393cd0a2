import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { RunProgress } from './run-progress.js';

/** The first invocations wait for deployments and say little of the rest. */
const ENOUGH_INVOCATIONS = 5;
const ENOUGH_MS = 2000;

export const elapsed = ({ startedAt, now }: Pick<RunProgress, 'startedAt' | 'now'>): Milliseconds =>
  milliseconds(Math.max(0, now - startedAt));

/** Time left at the mean pace so far; `undefined` until the pace is known. */
export function remaining(
  progress: Pick<RunProgress, 'done' | 'planned' | 'startedAt' | 'now'>,
): Milliseconds | undefined {
  const { done, planned } = progress;
  if (planned > 0 && done >= planned) return milliseconds(0);
  const spent = elapsed(progress);
  if (done < ENOUGH_INVOCATIONS || spent < ENOUGH_MS) return undefined;
  return milliseconds((spent / done) * (planned - done));
}

/** `45 s`, `3 min 20 s`, `1 h 05 min`: a clock's steps, because an estimate to three digits would claim too much. */
export function formatClock(span: Milliseconds): string {
  const seconds = Math.round(span / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** `—` until it can be told. */
export function formatRemaining(progress: Pick<RunProgress, 'done' | 'planned' | 'startedAt' | 'now'>): string {
  const left = remaining(progress);
  return left === undefined ? '—' : formatClock(left);
}

import { type Milliseconds, milliseconds } from '../../units/index.js';
import { formatClock } from '../wording/index.js';
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

/** `—` until it can be told. */
export function formatRemaining(progress: Pick<RunProgress, 'done' | 'planned' | 'startedAt' | 'now'>): string {
  const left = remaining(progress);
  return left === undefined ? '—' : formatClock(left);
}

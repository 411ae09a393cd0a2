import type { LiveLoadFigures } from '../../../../analysis/index.js';
import type { EpochMilliseconds } from '../../../../units/index.js';

/** A load so far, as its live view draws it. */
export interface LoadProgress {
  readonly figures: LiveLoadFigures;
  /** What happens where no load does. */
  readonly activity: string;
  readonly phase: 'preparing' | 'measuring' | 'finishing' | 'done';
  readonly startedAt: EpochMilliseconds;
  readonly now: EpochMilliseconds;
}

/** 0..1 of the load itself; of bursts, which last no time, by memory sizes. */
export function doneRatio({ figures }: LoadProgress): number {
  const { plannedMs, plannedArms, leftMs, arms } = figures;
  const whole = plannedMs * plannedArms;
  const ended = arms.filter((arm) => arm.ended !== undefined).length;
  return whole > 0 && Number.isFinite(whole) ? 1 - leftMs / whole : ended / plannedArms;
}

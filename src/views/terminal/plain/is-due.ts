import { explorationOf } from '../../wording/index.js';
import { isAnotherVisit } from '../exploration/index.js';
import { doneRatio } from '../progress-text.js';
import type { RunProgress } from '../run-progress.js';

/** A log of a fast run needs no line a second, and one of a slow run must not look dead. */
const AT_LEAST_MS = 2000;
const AT_MOST_MS = 30_000;

const tenth = (progress: RunProgress): number => Math.floor(doneRatio(progress) * 10);

/**
 * Whether a progress line is worth printing after the last one. The run's clock alone decides, never a timer; where the run
 * chooses itself what to measure, each visit is worth one.
 */
export function isDue(last: RunProgress | undefined, progress: RunProgress): boolean {
  if (last === undefined || last.phase !== progress.phase) return true;
  if (explorationOf(progress.result) !== undefined) return isAnotherVisit(last, progress);
  const passed = progress.now - last.now;
  if (passed < AT_LEAST_MS) return false;
  return tenth(progress) > tenth(last) || passed >= AT_MOST_MS;
}

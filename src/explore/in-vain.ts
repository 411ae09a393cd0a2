import { isDisturbed, type Measurement } from '../recording/index.js';

/** The last ones, in which nothing counts. */
export const inVain = (measurements: readonly Measurement[]): readonly Measurement[] =>
  measurements.slice(measurements.findLastIndex(counts) + 1);

/** How many visits in a row have brought nothing that counts, the last ones. */
export const visitsInVain = (measurements: readonly Measurement[]): number =>
  new Set(inVain(measurements).map(({ block }) => block)).size;

/** That a function fails counts too, where it was not held up. */
const counts = (it: Measurement): boolean =>
  it.outcome.kind === 'function-error' ||
  ((it.outcome.kind === 'completed' || it.outcome.kind === 'timed-out') && !isDisturbed(it));

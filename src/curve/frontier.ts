import type { CurvePoint } from './decision-schema.js';
import type { Candidate } from './observation.js';

/** Those that no other point beats in both mean cost and mean duration, from cheap to fast. */
export function frontierOf(curve: readonly CurvePoint[]): Candidate[] {
  const byCost = [...curve].sort(
    (a, b) => a.costPerMillionUsd.mean - b.costPerMillionUsd.mean || a.durationMs.mean - b.durationMs.mean,
  );
  let fastest = Number.POSITIVE_INFINITY;
  return byCost.flatMap(({ memorySizeMB, architecture, durationMs }) => {
    if (durationMs.mean >= fastest) return [];
    fastest = durationMs.mean;
    return [{ memorySizeMB, architecture }];
  });
}

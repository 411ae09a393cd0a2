import { areOutliers } from '../../statistics/index.js';
import type { CheckMetric } from '../../units/index.js';
import type { CheckFinding, CheckPoint } from './check-result-schema.js';
import type { ColdStart } from './cold-starts.js';
import type { CheckComparison } from './comparisons-of.js';
import { medianEstimate } from './estimates.js';

/** Every value of a comparison in the order they were measured, with what is odd about it. */
export function pointsOf({ metric, memorySizeMB, pick }: CheckComparison, starts: readonly ColdStart[]): CheckPoint[] {
  const valued = starts.flatMap((start) => {
    const value = start.memorySizeMB === memorySizeMB ? pick(start) : undefined;
    return value === undefined ? [] : [{ start, value }];
  });
  const odd = new Set(
    (['base', 'head'] as const).flatMap((side) => {
      const own = valued.filter(({ start }) => start.side === side);
      const flags = areOutliers(own.map(({ value }) => value));
      return own.filter((_, index) => flags[index] === true);
    }),
  );
  return valued.map((it) => ({
    side: it.start.side,
    block: it.start.block,
    value: it.value,
    isOutlier: odd.has(it),
    isDisturbed: isDisturbedIn(metric, it.start),
  }));
}

/** A host that is slow makes no function need more memory. */
function isDisturbedIn(metric: CheckMetric, { isDisturbed, isWarmDisturbed }: ColdStart): boolean {
  if (metric === 'maxMemoryUsed') return false;
  if (metric === 'initDuration' || metric === 'coldTotal') return isDisturbed;
  return isWarmDisturbed || (metric === 'costPerMillion' && isDisturbed);
}

export function sampleIn(points: readonly CheckPoint[], side: CheckPoint['side']): CheckFinding['base'] {
  const own = points.filter((it) => it.side === side);
  return {
    n: own.length,
    median: medianEstimate(own.map(({ value }) => value)),
    outliers: own.filter((it) => it.isOutlier).length,
    disturbed: own.filter((it) => it.isDisturbed).length,
  };
}

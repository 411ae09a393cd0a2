import { dip, dipChance, hodgesLehmann, sampleOf } from '../../statistics/index.js';
import type { CheckFinding } from './check-result-schema.js';
import type { CheckComparison } from './comparisons-of.js';
import { strataOf } from './reading.js';

/** Fewer have no shape. */
const FEWEST = 20;
const ALPHA = 0.01;
/** Figures in whole milliseconds or megabytes dip at every step, and have few values that are not the same. */
const FEWEST_DISTINCT_RATIO = 0.5;

/**
 * Where the values have more than one peak, as where hosts are of two kinds. Both sides' values are taken as one, head's
 * less its shift, so that a change of the code is not taken for two kinds of hosts.
 */
export function modesOf({ blocks }: CheckComparison): CheckFinding['modes'] {
  const strata = blocks.flatMap(strataOf);
  const shift = hodgesLehmann(strata)?.estimate ?? 0;
  const values = strata.flatMap(({ ones, others }) => [...ones.map((it) => it - shift), ...others]);
  const sample = sampleOf(values);
  if (sample === undefined || sample.length < FEWEST) return null;
  if (new Set(sample).size < FEWEST_DISTINCT_RATIO * sample.length) return null;
  const chance = dipChance(dip(sample), sample.length);
  if (chance > ALPHA) return null;
  const areStrata = blocks.some(({ kinds }) => kinds !== undefined);
  return { chance, centers: centersOf(sample).map(Math.exp), areStrata };
}

/** Means of the two groups that are split where what is left of the variance is least (Fisher 1958, JASA 53). */
function centersOf(sorted: readonly number[]): readonly [number, number] {
  const total = sorted.reduce((sum, it) => sum + it, 0);
  let [best, split, below] = [Number.NEGATIVE_INFINITY, 1, 0];
  let at = 0;
  for (let count = 1; count < sorted.length; count++) {
    below += sorted[count - 1] as number;
    const between = below ** 2 / count + (total - below) ** 2 / (sorted.length - count);
    if (between > best) [best, split, at] = [between, count, below];
  }
  return [at / split, (total - at) / (sorted.length - split)];
}

import { quantile } from './quantile.js';
import { sampleOf } from './sample.js';

/** Of a normal distribution: its median absolute deviation and its mean one, in standard deviations. */
const MEDIAN_DEVIATION = 0.6745;
const MEAN_DEVIATION = 0.7979;
/** Modified z-scores beyond it are outliers. */
const FAR = 3.5;

/**
 * Which of the values lie far from the others: modified z-score above 3.5 (Iglewicz and Hoaglin, How to Detect and Handle
 * Outliers, 1993, section 3.3), by the median absolute deviation, and where more than half of the values are the same by the
 * mean one. To label them; nothing is left out for lying far.
 */
export function areOutliers(values: readonly number[]): readonly boolean[] {
  const sample = sampleOf(values);
  if (sample === undefined) return [];
  const middle = quantile(sample, 0.5);
  const distances = values.map((value) => Math.abs(value - middle));
  const rising = sampleOf(distances);
  const byMedian = rising === undefined ? 0 : quantile(rising, 0.5) / MEDIAN_DEVIATION;
  const deviation = byMedian > 0 ? byMedian : sumOf(distances) / values.length / MEAN_DEVIATION;
  return distances.map((distance) => deviation > 0 && distance / deviation > FAR);
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, it) => sum + it, 0);

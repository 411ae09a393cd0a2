import { excessFrom, FEWEST_ON_A_SIDE, leastVariance } from './splits.js';

/**
 * The statistic of the best split alone, as `bestSplit` of `weightedSeries` has it, without making anything on the way: made-up
 * series are four thousand for each part of a series that is looked at.
 */
export function largestStatistic(values: Float64Array, variances: Float64Array): number {
  const n = values.length;
  const excess = excessFrom(values, variances);
  let [total, mean, floor] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const variance = variances[i] as number;
    const weight = 1 / leastVariance(variance + excess);
    total += weight;
    mean += weight * (values[i] as number);
    floor += variance * weight;
  }
  mean /= total;
  floor /= n;
  let all = 0;
  for (let i = 0; i < n; i++) {
    all += ((values[i] as number) - mean) ** 2 / leastVariance((variances[i] as number) + excess);
  }
  let [before, moment, largest] = [0, 0, 0];
  for (let at = 1; at <= n - FEWEST_ON_A_SIDE; at++) {
    const weight = 1 / leastVariance((variances[at - 1] as number) + excess);
    before += weight;
    moment += weight * ((values[at - 1] as number) - mean);
    if (at < FEWEST_ON_A_SIDE) continue;
    const between = moment ** 2 * (1 / before + 1 / (total - before));
    const left = Math.max(0, all - between) / Math.max(1, n - 2);
    largest = Math.max(largest, between / Math.max(left, floor, Number.MIN_VALUE));
  }
  return largest;
}

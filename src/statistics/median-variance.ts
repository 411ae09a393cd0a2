import { binomialTerms } from './binomial.js';
import { normalQuantile } from './normal.js';
import type { Sample } from './sample.js';

/**
 * The variance of a sample's median, from the distance of two order statistics (Price and Bonett 2001, "Estimating the
 * variance of the sample median", Journal of Statistical Computation and Simulation 68). It asks nothing of the
 * distribution, where an error from the spread would be too small when there are two modes.
 *
 * @returns undefined for a single value
 */
export function medianVariance(sample: Sample): number | undefined {
  const n = sample.length;
  if (n < 2) return undefined;
  const rank = Math.max(1, Math.round((n + 1) / 2 - Math.sqrt(n)));
  let below = 0;
  for (const [k, chance] of binomialTerms(n, 0.5)) if (k < rank) below += chance;
  const width = (sample[n - rank] as number) - (sample[rank - 1] as number);
  return (width / (2 * normalQuantile(1 - below))) ** 2;
}

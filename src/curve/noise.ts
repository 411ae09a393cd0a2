import type { Measured } from './measured.js';

/** How much single invocations of one size scatter, as a share of their mean, with its prior weight: 1 % to 40 % is seen. */
export const SCATTERS = [
  { scatter: 0.01, prior: 1 },
  { scatter: 0.02, prior: 2 },
  { scatter: 0.04, prior: 3 },
  { scatter: 0.08, prior: 3 },
  { scatter: 0.16, prior: 2 },
  { scatter: 0.32, prior: 1 },
] as const;

/**
 * What is known of the scatter of one size before it is measured, in measurements: sizes of one function are alike, but at
 * the edge of a step of the quota, or just above what its memory needs, one can scatter five times as much as another.
 */
const PRIOR_FREEDOM = 6;

/**
 * The scatter of one size, given that of the function: what was seen of it, drawn to what is usual. It is the mean of what
 * the variance may be, which few values leave larger than they look.
 */
export const scatterAt = ({ scatter, freedom }: Pick<Measured, 'scatter' | 'freedom'>, usual: number): number =>
  Math.sqrt((PRIOR_FREEDOM * usual ** 2 + scatter) / (PRIOR_FREEDOM + freedom - 2));

/** Logarithm of how likely the scatter that was seen is, but for a constant: an inverse gamma prior, integrated out. */
export function scatterLikelihood(measured: readonly Measured[], usual: number): number {
  const prior = PRIOR_FREEDOM * usual ** 2;
  return measured.reduce(
    (sum, { scatter, freedom }) =>
      sum + (PRIOR_FREEDOM / 2) * Math.log(prior) - ((PRIOR_FREEDOM + freedom) / 2) * Math.log(prior + scatter),
    0,
  );
}

/** Hosts differ by some per cent while invocations of one do by as much: a tenth is common, believed as firmly as four visits. */
const PRIOR_ALIKE = 0.1;
const PRIOR_VISITS = 4;

/**
 * What those of one visit have in common, as a share of their variance (the intraclass correlation), over all sizes that
 * were visited again: two host modes 30 % apart show here, and make ten invocations of one visit worth hardly more than one.
 */
export function alikeInVisit(measured: readonly Measured[]): number {
  let [between, within, visits, values] = [0, 0, 0, 0];
  for (const { byVisit } of measured) {
    if (byVisit.length < 2) continue;
    for (const visit of byVisit) {
      const mean = visit.reduce((sum, it) => sum + it, 0) / visit.length;
      between += visit.length * mean ** 2;
      within += visit.reduce((sum, it) => sum + (it - mean) ** 2, 0);
      values += visit.length - 1;
    }
    visits += byVisit.length - 1;
  }
  const seen = visits === 0 || values === 0 ? 0 : correlation(between / visits, within / values, 1 + values / visits);
  const worth = values === 0 ? 0 : visits;
  return (worth * seen + PRIOR_VISITS * PRIOR_ALIKE) / (worth + PRIOR_VISITS);
}

/** By the analysis of variance; never negative. */
function correlation(between: number, within: number, perVisit: number): number {
  const whole = between + (perVisit - 1) * within;
  return whole <= 0 ? 0 : Math.max(0, (between - within) / whole);
}

/** By how much the variance of a mean is larger for it. */
export const visitEffect = ({ n, visits }: Pick<Measured, 'n' | 'visits'>, alike: number): number =>
  1 + (n / visits - 1) * alike;

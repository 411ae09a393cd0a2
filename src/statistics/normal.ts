/**
 * Standard normal distribution to double precision: the cumulative function of the usual library for this is a table of
 * four digits, which the tails of a bootstrap interval do not survive.
 */

/** P(Z <= z), by the complementary error function (Numerical Recipes, 3rd ed., erfc by Chebyshev, error < 1.2e-16 relative). */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z / Math.SQRT2);
}

const CHEBYSHEV = [
  -1.3026537197817094, 6.419697923564902e-1, 1.9476473204185836e-2, -9.561514786808631e-3, -9.46595344482036e-4,
  3.66839497852761e-4, 4.2523324806907e-5, -2.0278578112534e-5, -1.624290004647e-6, 1.30365583558e-6, 1.5626441722e-8,
  -8.5238095915e-8, 6.529054439e-9, 5.059343495e-9, -9.91364156e-10, -2.27365122e-10, 9.6467911e-11, 2.394038e-12,
  -6.886027e-12, 8.94487e-13, 3.13092e-13, -1.12708e-13, 3.81e-16, 7.106e-15, -1.523e-15, -9.4e-17, 1.21e-16, -2.8e-17,
] as const;

function erfc(x: number): number {
  const z = Math.abs(x);
  const t = 2 / (2 + z);
  const ty = 4 * t - 2;
  let d = 0;
  let dd = 0;
  for (let j = CHEBYSHEV.length - 1; j > 0; j--) {
    const held = d;
    d = ty * d - dd + (CHEBYSHEV[j] as number);
    dd = held;
  }
  const value = t * Math.exp(-z * z + 0.5 * (CHEBYSHEV[0] + ty * d) - dd);
  return x >= 0 ? value : 2 - value;
}

/** The z with P(Z <= z) = p: Abramowitz and Stegun 26.2.23 as a start, then Newton steps with the exact cumulative function. */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
  for (let i = 0; i < 3; i++) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    z -= (normalCdf(z) - p) / density;
  }
  return z;
}

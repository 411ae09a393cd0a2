/**
 * k and P(X = k) for X binomial with n trials of chance p, in ascending order of k; by logarithms, so that a large n is
 * safe. Begins at 0, or for a large n twelve standard deviations below the mean: what lies further out adds up to less
 * than 1e-30 (Hoeffding 1963), and a production log has a million trials.
 */
export function* binomialTerms(n: number, p: number): Generator<[number, number]> {
  const first = Math.max(0, Math.floor(n * p - 12 * Math.sqrt(n * p * (1 - p))) - 1);
  const from = n < SMALL_N ? 0 : first;
  let logTerm = logChoose(n, from) + from * Math.log(p) + (n - from) * Math.log1p(-p);
  yield [from, Math.exp(logTerm)];
  for (let k = from + 1; k <= n; k++) {
    logTerm += Math.log((n - k + 1) / k) + Math.log(p) - Math.log1p(-p);
    yield [k, Math.exp(logTerm)];
  }
}

const SMALL_N = 1000;

const logChoose = (n: number, k: number): number =>
  k === 0 ? 0 : logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** Stirling's series: exact to a double from 20 on (Abramowitz and Stegun 6.1.41); below it, the product itself. */
function logFactorial(n: number): number {
  if (n < 20)
    return Math.log(Array.from({ length: n }, (_, index) => index + 1).reduce((product, it) => product * it, 1));
  return (
    n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5)
  );
}

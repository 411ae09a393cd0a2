/** k and P(X = k) for X binomial with n trials of chance p, from 0 on; by logarithms, so that a large n is safe. */
export function* binomialTerms(n: number, p: number): Generator<[number, number]> {
  let logTerm = n * Math.log1p(-p);
  yield [0, Math.exp(logTerm)];
  for (let k = 1; k <= n; k++) {
    logTerm += Math.log((n - k + 1) / k) + Math.log(p) - Math.log1p(-p);
    yield [k, Math.exp(logTerm)];
  }
}

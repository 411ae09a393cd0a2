/**
 * Student's t distribution for whole degrees of freedom, by the finite sums of Abramowitz and Stegun 26.7.3 and 26.7.4:
 * the groups of a run are counted, so nothing more general is needed.
 */

/** P(|T| <= t) for t >= 0. */
function centralShare(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const square = Math.cos(angle) ** 2;
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? Math.cos(angle) : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < degrees; k += 2) {
    term *= (square * (k - 1)) / k;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}

/** The t with P(|T| <= t) = level. @param degrees of freedom, a whole number from 1 on. */
export function studentBound(level: number, degrees: number): number {
  let [low, high] = [0, 1];
  while (centralShare(high, degrees) < level) high *= 2;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (centralShare(middle, degrees) < level) low = middle;
    else high = middle;
  }
  return high;
}

/** More steps than anyone reads. */
const MOST_STEPS = 1000;

/**
 * The rates of steps, up or down: `from`, then by `by` to the last that does not pass `to`, and `to` itself. `undefined`
 * when they would be too many.
 */
export function ratesOfSteps(from: number, to: number, by: number): readonly number[] | undefined {
  // A share of a step is forgiven: 0.1 + 0.2 is not 0.3.
  const whole = Math.floor(Math.abs(to - from) / by + 1e-9);
  if (!(whole < MOST_STEPS)) return undefined;
  const direction = to < from ? -1 : 1;
  const rates = Array.from({ length: whole + 1 }, (_, index) => from + direction * by * index);
  const last = rates[whole] ?? from;
  return Math.abs(last - to) < 1e-9 * Math.max(1, to) ? [...rates.slice(0, -1), to] : [...rates, to];
}

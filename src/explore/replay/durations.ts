import { normalCdf, normalQuantile } from '../../statistics/index.js';
import { type Milliseconds, milliseconds } from '../../units/index.js';

/** What is known of the durations at one memory size, and so what a replay draws from. */
export type Durations =
  /** Each invocation that was recorded, in ascending order; drawn with replacement. */
  | { readonly kind: 'recorded'; readonly valuesMs: readonly number[] }
  /** A mean alone: single invocations are lognormal about it, with this coefficient of variation. */
  | { readonly kind: 'mean'; readonly meanMs: number; readonly cvRatio: number }
  /** Percentiles and a mean of many invocations. */
  | {
      readonly kind: 'percentiles';
      readonly p10Ms: number;
      readonly medianMs: number;
      readonly p90Ms: number;
      readonly meanMs: number;
    };

/**
 * The duration that a share `p` of invocations stays at or below: of those that a replay draws, so that it is what an
 * estimate from ever more of them comes to. Fed with a random number it is a draw.
 */
export function quantileMs(durations: Durations, p: number): Milliseconds {
  switch (durations.kind) {
    case 'recorded': {
      const { valuesMs } = durations;
      const rank = Math.max(1, Math.ceil(p * valuesMs.length - 1e-9));
      return milliseconds(valuesMs[Math.min(rank, valuesMs.length) - 1] ?? 0);
    }
    case 'mean': {
      const sigma = sigmaOf(durations.cvRatio);
      if (sigma === 0) return milliseconds(durations.meanMs);
      return milliseconds(durations.meanMs * Math.exp(sigma * normalQuantile(clamped(p)) - sigma ** 2 / 2));
    }
    case 'percentiles': {
      const { knots, shiftMs } = linesOf(durations);
      return milliseconds(Math.max(SHORTEST_MS, between(knots, p) + shiftMs));
    }
  }
}

export function meanMs(durations: Durations): Milliseconds {
  if (durations.kind !== 'recorded') return milliseconds(durations.meanMs);
  return milliseconds(meanOf(durations.valuesMs));
}

/** Mean Billed Duration: every invocation is rounded up to whole milliseconds. */
export function meanBilledMs(durations: Durations): Milliseconds {
  switch (durations.kind) {
    case 'recorded':
      return milliseconds(meanOf(durations.valuesMs.map(Math.ceil)));
    case 'mean':
      return milliseconds(lognormalBilledMs(durations.meanMs, sigmaOf(durations.cvRatio)));
    case 'percentiles':
      return milliseconds(
        meanOf(Array.from({ length: STEPS }, (_, step) => Math.ceil(quantileMs(durations, (step + 0.5) / STEPS)))),
      );
  }
}

/** Where a tail is cut off: a draw of exactly 0 or 1 would be an infinite duration. */
const clamped = (p: number): number => Math.min(1 - 1e-9, Math.max(1e-9, p));
/** Of the logarithm, for this coefficient of variation of the duration itself. */
const sigmaOf = (cvRatio: number): number => Math.sqrt(Math.log1p(cvRatio ** 2));
const meanOf = (values: readonly number[]): number => values.reduce((sum, it) => sum + it, 0) / values.length;

/** Integration steps over the share of invocations. */
const STEPS = 4096;
/** AWS prints no shorter Duration. */
const SHORTEST_MS = 0.01;
/** From here on rounding up adds half a millisecond on average, to a hundred-thousandth of the duration. */
const LONG_MS = 200;

/** E[ceil(X)], the sum over k from 0 on of P(X > k). */
function lognormalBilledMs(mean: number, sigma: number): number {
  if (sigma === 0) return Math.ceil(mean);
  if (mean >= LONG_MS) return mean + 0.5;
  const mu = Math.log(mean) - sigma ** 2 / 2;
  let sum = 1;
  for (let k = 1; ; k++) {
    const above = normalCdf((mu - Math.log(k)) / sigma);
    sum += above;
    if (k > mean && above < 1e-9) return sum;
  }
}

/** Shares of the knots between which durations are taken to be spread evenly. */
const SHARES = [0, 0.1, 0.5, 0.9, 1] as const;
/** How far the tails reach beyond the outer percentiles, as a share of the distance from the median: short, as hosts' are. */
const [LOWER_TAIL, UPPER_TAIL] = [0.1, 0.2];

/**
 * Straight lines through the percentiles, all moved by what their mean is off: a bill is made of the mean, so this is what
 * has to be kept, while a percentile moves by a percent or two.
 */
function linesOf({ p10Ms, medianMs, p90Ms, meanMs: mean }: Extract<Durations, { kind: 'percentiles' }>) {
  const knots = [
    p10Ms - LOWER_TAIL * (medianMs - p10Ms),
    p10Ms,
    medianMs,
    p90Ms,
    p90Ms + UPPER_TAIL * (p90Ms - medianMs),
  ] as const;
  const within = SHARES.slice(1).map(
    (share, index) => ((share - (SHARES[index] ?? 0)) * ((knots[index] ?? 0) + (knots[index + 1] ?? 0))) / 2,
  );
  return { knots, shiftMs: mean - within.reduce((sum, it) => sum + it, 0) };
}

function between(knots: readonly number[], p: number): number {
  const index = SHARES.findIndex((share, at) => at > 0 && p <= share);
  const [from, to] = [SHARES[index - 1] ?? 0, SHARES[index] ?? 1];
  const [low, high] = [knots[index - 1] ?? 0, knots[index] ?? 0];
  return low + ((high - low) * (p - from)) / (to - from);
}

import type { Strategy } from '../scenario/index.js';

/** What a strategy looks at, of one candidate: true figures, or those of one belief about it. */
export interface Figures {
  /** Mean cost of an invocation, cold starts by their share; of a month for the strategy `monthly`. Any scale. */
  readonly costUsd: number;
  readonly medianMs: number;
  /** The percentile that the strategy limits; of no interest to others. */
  readonly limitedMs?: number | undefined;
}

/** How much worse than the best each candidate is, by what the strategy wants. */
export interface Regrets {
  /** Index of the best candidate: its regret is 0. */
  readonly best: number;
  /** In the order of the figures; 0.02 is 2 %. */
  readonly ratios: readonly number[];
}

/**
 * The regret of each candidate: what the strategy wants small, over the least of it, minus 1. A strategy with a limit takes
 * the best among those that meet it, and one that misses it regrets what it is beyond: the larger of the two, so that to be
 * 1 % too slow is no worse than to be 1 % too dear, and a size at the very limit is not all or nothing.
 * @returns undefined where no candidate meets the limit
 */
export function regretsOf(figures: readonly Figures[], strategy: Strategy): Regrets | undefined {
  switch (strategy.kind) {
    case 'cheapest':
    case 'monthly':
      return regrets(figures.map(({ costUsd }) => ({ wanted: costUsd, excess: 0 })));
    case 'fastest':
      return regrets(figures.map(({ medianMs }) => ({ wanted: medianMs, excess: 0 })));
    case 'balanced':
      return regrets(figures.map(({ costUsd, medianMs }) => ({ wanted: costUsd * medianMs, excess: 0 })));
    case 'within': {
      const least = figures.reduce((low, { costUsd }) => Math.min(low, costUsd), Number.POSITIVE_INFINITY);
      const limit = least * (1 + strategy.costRatio);
      return regrets(figures.map(({ costUsd, medianMs }) => ({ wanted: medianMs, excess: over(costUsd, limit) })));
    }
    case 'max-duration':
      return regrets(
        figures.map(({ costUsd, limitedMs = Number.POSITIVE_INFINITY }) => ({
          wanted: costUsd,
          excess: over(limitedMs, strategy.limitMs),
        })),
      );
  }
}

/** How far beyond its limit; 0 at or below it. */
const over = (value: number, limit: number): number => (value <= limit ? 0 : value / limit - 1);

function regrets(judged: readonly { readonly wanted: number; readonly excess: number }[]): Regrets | undefined {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  judged.forEach(({ wanted, excess }, index) => {
    if (excess > 0 || wanted >= least) return;
    best = index;
    least = wanted;
  });
  if (best < 0) return undefined;
  return { best, ratios: judged.map(({ wanted, excess }) => Math.max(worse(wanted, least), excess)) };
}

/** A month within the free tier costs nothing, and nothing is infinitely better than something. */
const worse = (wanted: number, least: number): number => (wanted <= least ? 0 : wanted / least - 1);

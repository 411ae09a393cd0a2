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
  const columns = {
    costs: Float64Array.from(figures, ({ costUsd }) => costUsd),
    medians: Float64Array.from(figures, ({ medianMs }) => medianMs),
    limited: Float64Array.from(figures, ({ limitedMs = Number.POSITIVE_INFINITY }) => limitedMs),
  };
  const ratios = new Float64Array(figures.length);
  const best = fillRegrets(columns, 0, strategy, ratios);
  return best < 0 ? undefined : { best, ratios: [...ratios] };
}

/** The figures of many beliefs, row by row, one value a candidate. */
export interface FigureColumns {
  readonly costs: Float64Array;
  readonly medians: Float64Array;
  /** Of no length where the strategy limits no percentile. */
  readonly limited: Float64Array;
}

/**
 * The same for one of many rows, into an array that the caller keeps.
 * @param from where the row begins
 * @returns index of the best candidate; -1 where none meets the limit, and then nothing is filled
 */
export function fillRegrets(
  { costs, medians, limited }: FigureColumns,
  from: number,
  strategy: Strategy,
  ratios: Float64Array,
): number {
  const { limits, limit } = limitOf({ costs, limited }, from, strategy, ratios.length);
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < ratios.length; index++) {
    const at = from + index;
    const wanted = wantedOf(strategy, costs[at] as number, medians[at] as number);
    ratios[index] = wanted;
    if (wanted >= least || (limits !== undefined && (limits[at] as number) > limit)) continue;
    best = index;
    least = wanted;
  }
  if (best < 0) return best;
  for (let index = 0; index < ratios.length; index++) {
    const excess = limits === undefined ? 0 : over(limits[from + index] as number, limit);
    ratios[index] = Math.max(worse(ratios[index] as number, least), excess);
  }
  return best;
}

function wantedOf({ kind }: Strategy, costUsd: number, medianMs: number): number {
  if (kind === 'fastest' || kind === 'within') return medianMs;
  return kind === 'balanced' ? costUsd * medianMs : costUsd;
}

/** What is limited, and where: by the least cost of the row, or by the strategy itself. */
function limitOf({ costs, limited }: Omit<FigureColumns, 'medians'>, from: number, strategy: Strategy, size: number) {
  if (strategy.kind === 'max-duration') return { limits: limited, limit: strategy.limitMs };
  if (strategy.kind !== 'within') return { limits: undefined, limit: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < size; index++) least = Math.min(least, costs[from + index] as number);
  return { limits: costs, limit: least * (1 + strategy.costRatio) };
}

/** How far beyond its limit; 0 at or below it. */
const over = (value: number, limit: number): number => (value <= limit ? 0 : value / limit - 1);

/** A month within the free tier costs nothing, and nothing is infinitely better than something. */
const worse = (wanted: number, least: number): number => (wanted <= least ? 0 : wanted / least - 1);

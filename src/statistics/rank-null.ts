import type { Contrast } from './rank-sum.js';

/**
 * Chances of every value that a rank statistic can take where nothing differs: `chances[i]` is that of i half wins, a win
 * being a pair in which the one is higher, and a tie half a win.
 */
export type NullChances = Float64Array;

/**
 * Exact chances of the half wins of one stratum, ties and all: which of the values belong to the ones is a draw without
 * replacement, so the ways to each sum of midranks are counted one value after the other (Streitberg and Röhmel 1986,
 * Computational Statistics Quarterly 3, the shift algorithm). Counts are doubles: of a hundred values there are 1e29 draws,
 * and only their ratio matters.
 */
export function nullChances({ ones, others }: Contrast): NullChances {
  const [n, m] = [ones.length, others.length];
  const ranks = doubledMidranks([...ones, ...others]);
  if (ranks.every((rank, index) => rank === 2 * (index + 1))) return untied(n, m);
  return countDraws(ranks, n, m);
}

const UNTIED = new Map<string, NullChances>();

function untied(n: number, m: number): NullChances {
  const key = `${n},${m}`;
  const known = UNTIED.get(key);
  if (known !== undefined) return known;
  const ranks = Array.from({ length: n + m }, (_, index) => 2 * (index + 1));
  const counted = countDraws(ranks, n, m);
  UNTIED.set(key, counted);
  return counted;
}

/** In ascending order, twice each value's rank: that of tied values is the mean of theirs, a whole or a half. */
export function doubledMidranks(values: readonly number[]): number[] {
  const rising = [...values].sort((a, b) => a - b);
  const ranks: number[] = [];
  for (let from = 0; from < rising.length; ) {
    let to = from;
    while (to < rising.length && rising[to] === rising[from]) to += 1;
    for (let i = from; i < to; i++) ranks.push(from + 1 + to);
    from = to;
  }
  return ranks;
}

/** `ways[k][s]`: in how many ways k of the values seen so far have the sum s. */
export function countDraws(ranks: readonly number[], n: number, m: number): NullChances {
  const largest = ranks.slice(m).reduce((sum, rank) => sum + rank, 0);
  const ways = Array.from({ length: n + 1 }, () => new Float64Array(largest + 1));
  (ways[0] as Float64Array)[0] = 1;
  ranks.forEach((rank, seen) => {
    for (let k = Math.min(n, seen + 1); k > 0; k--) {
      const [to, from] = [ways[k] as Float64Array, ways[k - 1] as Float64Array];
      for (let s = largest; s >= rank; s--) to[s] = (to[s] as number) + (from[s - rank] as number);
    }
  });
  const lowest = n * (n + 1);
  const found = new Float64Array(2 * n * m + 1);
  const all = ways[n] as Float64Array;
  const total = all.reduce((sum, it) => sum + it, 0);
  for (let i = 0; i < found.length; i++) found[i] = (all[i + lowest] ?? 0) / total;
  return found;
}

/** Chances of the sum of two statistics that have nothing to do with each other, the second counted `weight` times. */
export function convolved(a: NullChances, b: NullChances, weight = 1): NullChances {
  const sum = new Float64Array(a.length + (b.length - 1) * weight);
  b.forEach((chance, j) => {
    if (chance === 0) return;
    const shift = j * weight;
    for (let i = 0; i < a.length; i++) sum[i + shift] = (sum[i + shift] as number) + chance * (a[i] as number);
  });
  return sum;
}

/** Work that counting draws takes at most: about a millisecond's tenfold. Beyond it the normal approximation is as good. */
const MOST_STEPS = 4e6;

export const isCountable = ({ ones, others }: Contrast): boolean => {
  const n = ones.length + others.length;
  return n * ones.length * n * n <= MOST_STEPS;
};

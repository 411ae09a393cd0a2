import type { Result, SizeResult } from '../../../analysis/index.js';

/** An explorer looks once or twice at many sizes; that is no evidence of its own, but of the curve. */
const MOST_ROWS = 10;

/** The result with the sizes alone of which most is known, the chosen one, today's, and all that fail among them. */
export function mostMeasured(result: Result): Result {
  const { sizes, recommendation, function: fn } = result;
  if (sizes.length <= MOST_ROWS) return result;
  const rank = (it: SizeResult): number => {
    const isChosen =
      it.memorySizeMB === recommendation?.memorySizeMB && it.architecture === recommendation.architecture;
    const isTold = isChosen || it.memorySizeMB === fn.currentMemorySizeMB || it.failures.length > 0;
    return isTold ? Number.POSITIVE_INFINITY : it.warm.n + it.cold.n;
  };
  const shown = new Set([...sizes].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a))).slice(0, MOST_ROWS));
  return { ...result, sizes: sizes.filter((it) => shown.has(it)) };
}

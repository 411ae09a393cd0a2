const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * The course of a series in one line: a block for each session, or for several where there are more than fit, from the
 * least to the most. What hardly differs stays flat: a tenth of the middle is the least that a line spans.
 */
export function course(values: readonly number[], width: number): string {
  const count = Math.min(width, values.length);
  if (count === 0) return '';
  const shown = Array.from({ length: count }, (_, i) => {
    const part = values.slice(Math.floor((i * values.length) / count), Math.floor(((i + 1) * values.length) / count));
    return part.reduce((sum, it) => sum + it, 0) / part.length;
  });
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const middle = (low + high) / 2;
  const span = Math.max(high - low, LEAST_SPAN * middle);
  const from = middle - span / 2;
  return shown
    .map((it) => BLOCKS[Math.min(7, Math.floor((8 * (it - from)) / (span || 1) + NO_STEP))] ?? BLOCKS[0])
    .join('');
}

const LEAST_SPAN = 0.1;
/** The middle of a flat line is one block and not now and then the one below. */
const NO_STEP = 1e-9;

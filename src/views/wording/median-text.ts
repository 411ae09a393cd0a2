import type { Quantiles } from '../../analysis/index.js';
import { formatMilliseconds } from '../../units/index.js';
import { medianOf } from './estimate.js';
import { spanText } from './span.js';

/** `54 ms (51 to 60 ms, n = 30)`, or why there is no interval. */
export function medianText(measured: Quantiles): string {
  const { value, n, evidence } = medianOf(measured);
  const interval =
    'note' in evidence ? `no interval: ${evidence.note}` : spanText(formatMilliseconds, evidence.low, evidence.high);
  return `${formatMilliseconds(value)} (${interval}, n = ${n})`;
}

import type { Quantiles, SizeResult } from '../../analysis/index.js';
import { medianText } from './median-text.js';

/**
 * `first piece of the answer at the client, median: warm 54 ms (51 to 60 ms, n = 30)`; nothing where no answer was
 * streamed.
 */
export function firstByteText({ cold, warm }: Pick<SizeResult, 'cold' | 'warm'>): string | undefined {
  const parts = [partOf('warm', warm.firstByteMs), partOf('cold', cold.firstByteMs)].filter((it) => it !== undefined);
  return parts.length === 0 ? undefined : `first piece of the answer at the client, median: ${parts.join(', ')}`;
}

function partOf(kind: string, measured: Quantiles | null | undefined): string | undefined {
  if (measured === null || measured === undefined) return undefined;
  return `${kind} ${medianText(measured)}`;
}

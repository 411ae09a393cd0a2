import { quantile } from '../../statistics/index.js';
import type { Megabytes } from '../../units/index.js';
import { endsOf } from '../quantiles.js';
import type { MemoryUsed } from './logs-result-schema.js';
import { LOG_STREAM, spreadOf } from './percentiles.js';
import type { Tally } from './tally.js';

/** Above this share an input that is a little larger may end the invocation; below the other most memory is for its CPU. */
const NEARLY_FULL = 0.9;
const MOSTLY_UNUSED = 0.4;

export function memoryUsedOf({ memoryUsed, memoryStreams, memorySizeMB }: Tally): MemoryUsed | null {
  if (memorySizeMB === null || memorySizeMB === 0) return null;
  const spread = spreadOf<Megabytes>([{ values: memoryUsed, streams: memoryStreams }]);
  if (spread === undefined) return null;
  const { sample } = spread;
  const { low, high, note } = endsOf(spread, 0.99, LOG_STREAM);
  const maxMB = sample[sample.length - 1] ?? sample[0];
  const share = maxMB / memorySizeMB;
  return {
    n: sample.length,
    maxMB,
    maxShareRatio: share,
    p99MB: quantile(sample, 0.99),
    p99LowMB: low,
    p99HighMB: high,
    ...(note === undefined ? {} : { note }),
    finding: share > NEARLY_FULL ? 'nearly-full' : share < MOSTLY_UNUSED ? 'mostly-unused' : null,
  };
}

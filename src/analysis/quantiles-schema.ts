import { z } from 'zod';
import { zMilliseconds } from '../recording/index.js';

/** An end of an interval; null where there is none. */
export const bound = zMilliseconds.nullable();
export const quantilesSchema = z
  .object({
    n: z.number().int().positive(),
    median: zMilliseconds,
    low: bound.describe('95 % interval of the median, from order statistics'),
    high: bound,
    p90: zMilliseconds,
    p90Low: bound,
    p90High: bound,
    p99: zMilliseconds,
    p99Low: bound,
    p99High: bound,
    medianNote: z.string().optional().describe('why the interval of the median is missing'),
    p90Note: z.string().optional().describe('why that of p90 is'),
    p99Note: z.string().optional().describe('why that of p99 is'),
  })
  .describe('a distribution in milliseconds');
export type Quantiles = z.infer<typeof quantilesSchema>;

import type { ReadOptions, ReplayObjective } from '../../../src/explore/index.js';
import { ratio } from '../../../src/units/index.js';

/** An objective of the bench, and how the sets are read for it. */
export interface BenchObjective extends ReplayObjective {
  readonly read: Pick<ReadOptions, 'coldStarts' | 'bothArchitectures'>;
}

const warm = ratio(0);

/**
 * Everything that `kelvin tune` can be asked for. A limit is half as long again as the quickest size takes, so that some
 * sizes meet it on every curve and others do not; a month is of 30 million requests.
 */
export const OBJECTIVES: readonly BenchObjective[] = [
  { name: 'cheapest', strategy: { kind: 'cheapest' }, coldShareRatio: warm, read: {} },
  { name: 'fastest', strategy: { kind: 'fastest' }, coldShareRatio: warm, read: {} },
  { name: 'balanced', strategy: { kind: 'balanced' }, coldShareRatio: warm, read: {} },
  { name: 'within-10%', strategy: { kind: 'within', costRatio: ratio(0.1) }, coldShareRatio: warm, read: {} },
  { name: 'p50', strategy: { kind: 'relative-limit', percentile: 'p50', factor: 1.5 }, coldShareRatio: warm, read: {} },
  { name: 'p95', strategy: { kind: 'relative-limit', percentile: 'p95', factor: 1.5 }, coldShareRatio: warm, read: {} },
  { name: 'p99', strategy: { kind: 'relative-limit', percentile: 'p99', factor: 1.5 }, coldShareRatio: warm, read: {} },
  {
    name: 'p95-all-starts',
    strategy: { kind: 'relative-limit', percentile: 'p95', of: 'all', factor: 1.5 },
    coldShareRatio: ratio(0.02),
    read: { coldStarts: true },
  },
  {
    name: 'cheapest-2%-cold',
    strategy: { kind: 'cheapest' },
    coldShareRatio: ratio(0.02),
    read: { coldStarts: true },
  },
  {
    name: 'monthly-30M',
    strategy: { kind: 'monthly', requestsPerMonth: 30_000_000 },
    coldShareRatio: warm,
    read: {},
  },
  { name: 'cheapest-both', strategy: { kind: 'cheapest' }, coldShareRatio: warm, read: { bothArchitectures: true } },
];

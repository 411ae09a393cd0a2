import { designEffectOf, momentsByGroup, type Sample, sampleOfColumn } from '../../statistics/index.js';
import type { Milliseconds } from '../../units/index.js';
import { quantilesOfSample } from '../quantiles.js';
import type { Quantiles } from '../result-schema.js';
import type { MeasureColumn } from './starts.js';

/** Sorted values, and how many of them are worth one independent value. */
export interface Spread<Q extends number> {
  readonly sample: Sample<Q>;
  readonly designEffect: number;
}

type Columns = Pick<MeasureColumn, 'values' | 'streams'>;

/**
 * The values of several columns together. Those of one log stream come from one execution environment and are alike;
 * where no stream is known all are taken as independent, and a warning says so.
 */
export function spreadOf<Q extends number>(columns: readonly Columns[]): Spread<Q> | undefined {
  const values = joined(columns.map((column) => column.values.values));
  const streams = joined(columns.map((column) => column.streams.values));
  const effect = streams.some((stream) => stream < 0) ? 1 : designEffectOf(momentsByGroup(values, streams));
  const sample = sampleOfColumn<Q>(values);
  return sample === undefined ? undefined : { sample, designEffect: effect };
}

/** Median, p90 and p99 with their intervals, or null where there is no value. */
export function percentilesOf(columns: readonly MeasureColumn[]): Quantiles | null {
  const spread = spreadOf<Milliseconds>(columns);
  return spread === undefined ? null : quantilesOfSample(spread, LOG_STREAM);
}

/** What makes values alike in a log. */
export const LOG_STREAM = 'log stream';

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

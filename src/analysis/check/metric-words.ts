import { type CheckMetric, formatMegabytes, formatMilliseconds, formatUsd } from '../../units/index.js';
import type { CheckFinding } from './check-result-schema.js';

/** AWS's words where it has any. */
export const METRIC_NAMES: Readonly<Record<CheckMetric, string>> = {
  initDuration: 'Init Duration',
  coldTotal: 'cold total',
  warmDuration: 'warm Duration',
  billedDuration: 'Billed Duration',
  maxMemoryUsed: 'Max Memory Used',
  costPerMillion: 'cost per million',
  packageSize: 'package size',
};

export const METRIC_UNITS: Readonly<Record<CheckMetric, CheckFinding['unit']>> = {
  initDuration: 'ms',
  coldTotal: 'ms',
  warmDuration: 'ms',
  billedDuration: 'ms',
  maxMemoryUsed: 'MB',
  costPerMillion: 'USD',
  packageSize: 'bytes',
};

/** A figure of a metric with its unit, `41.7 ms`. */
export function formatMetric(unit: CheckFinding['unit'], value: number): string {
  switch (unit) {
    case 'ms':
      return formatMilliseconds(value);
    case 'MB':
      return Number.isInteger(value) ? formatMegabytes(value) : `${Number(value.toFixed(1))} MB`;
    case 'USD':
      return formatUsd(value);
    case 'bytes':
      return `${Math.round(value).toLocaleString('en-US')} bytes`;
  }
}

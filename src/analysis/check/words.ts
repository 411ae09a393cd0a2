import { formatMegabytes, formatUsd } from '../../units/index.js';
import type { CheckResult } from './check-result-schema.js';
import type { Unworded } from './finding.js';
import { formatMetric, METRIC_NAMES } from './metric-words.js';

/** `Init Duration`, or `Init Duration at 1,769 MB` where sizes differ. */
export const nameOf = ({ metric, memorySizeMB }: Pick<Unworded, 'metric' | 'memorySizeMB'>, sizes: number): string =>
  sizes > 1 && metric !== 'packageSize'
    ? `${METRIC_NAMES[metric]} at ${formatMegabytes(memorySizeMB)}`
    : METRIC_NAMES[metric];

/** `+12.5 % (+9.9 % to +15.2 %), 25.1 ms`. */
export function shiftWords({ shift, shiftPercent, unit }: Unworded): string {
  if (shift === null || shiftPercent === null) return 'is not known';
  const { value, low, high } = shiftPercent;
  const range = low === null || high === null ? 'no interval yet' : `${signed(low)} to ${signed(high)}`;
  return `${signed(value)} (${range}), ${shift.value > 0 ? '+' : ''}${formatMetric(unit, shift.value)}`;
}

/** To a tenth: shifts are never surer. */
function signed(percent: number): string {
  const rounded = Number(percent.toFixed(1));
  const digits = rounded.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return rounded === 0 ? '0 %' : `${rounded > 0 ? '+' : ''}${digits} %`;
}

/** `n = 15`, or `n = 15 and 14` where they differ. */
export const countWords = ({ base, head }: Unworded): string =>
  base.n === head.n ? `n = ${base.n} a side` : `n = ${base.n} and ${head.n}`;

/** `5 % and 5 ms`, as they were asked for. */
export function limitWords({ limits, unit }: Unworded): string {
  const { relativePercent, absolute } = limits;
  const floor =
    unit === 'USD' ? formatUsd(absolute) : `${absolute.toLocaleString('en-US', { maximumFractionDigits: 3 })} ${unit}`;
  return `${Number(relativePercent.toFixed(2))} % and ${floor}`;
}

const ENDED: Readonly<Record<string, string>> = {
  'max-cold-starts': 'as many cold starts were measured as may be (--max-cold-starts)',
  budget: 'the budget was spent (--budget)',
  'max-time': 'the time was up (--max-time)',
  'base-exhausted': 'the recorded base has no more cold starts',
  stopped: 'it was stopped',
  interrupted: 'it was interrupted',
  failed: 'it failed',
  killed: 'it has no end: it was killed, or still goes on',
};

/** Why nothing more was measured, where that kept something from its verdict. */
export const endedWords = (ended: CheckResult['ended']): string | undefined => ENDED[ended ?? ''];

import type { Recommendation } from '../../analysis/index.js';
import { formatMegabytes, formatPercentChange } from '../../units/index.js';
import { spanText } from './span.js';

type VersusCurrent = NonNullable<Recommendation['versusCurrent']>;

/** Whether the function is to stay as it is: on another architecture the same memory size is a change too. */
export const isUnchanged = ({ versusCurrent: it, memorySizeMB }: Recommendation): boolean =>
  it?.currentMemorySizeMB === memorySizeMB && it.currentArchitecture === undefined;

/** `512 MB`, or `512 MB x86_64` where the recommendation is for the other architecture. */
export const currentName = ({ currentMemorySizeMB, currentArchitecture }: VersusCurrent): string =>
  [formatMegabytes(currentMemorySizeMB), currentArchitecture].filter((part) => part !== undefined).join(' ');

/** What changes against the current memory size, in words. */
export interface Change {
  /** `+1.42 %`. */
  readonly value: string;
  /** `-0.61 to +3.38 %`; missing where the evidence is too weak for one. */
  readonly interval: string | undefined;
}

const change = (percent: number, low: number | null, high: number | null): Change => ({
  value: formatPercentChange(percent),
  interval: low === null || high === null ? undefined : spanText(formatPercentChange, low, high),
});

export const costChange = (it: VersusCurrent): Change => change(it.costPercent, it.costPercentLow, it.costPercentHigh);

export const durationChange = (it: VersusCurrent): Change =>
  change(it.durationPercent, it.durationPercentLow, it.durationPercentHigh);

/** `cost +1.42 % (-0.61 to +3.38 %), median warm duration -49.2 % (-50.8 to -47.7 %)`, and why an interval is missing. */
export function changeText(it: VersusCurrent): string {
  const text = ({ value, interval = 'no interval' }: Change): string => `${value} (${interval})`;
  const [cost, duration] = [costChange(it), durationChange(it)];
  const why = cost.interval === undefined || duration.interval === undefined ? 'no interval: ' : '';
  const note = it.note === undefined ? '' : `; ${why}${it.note}`;
  return `cost ${text(cost)}, ${it.durationOf ?? 'median'} warm duration ${text(duration)}${note}`;
}

import { isInterval, shareInterval } from '../../../src/statistics/index.js';
import type { Tried } from './thread.js';

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.02 ? 2 : 1)} %`;

/** How many cases regressed by the rule, with Wilson's interval, and at which mean number of cold starts a side. */
export function lineOf(rule: string, tried: readonly Tried[], isCounted: (verdict: string) => boolean): string {
  const own = tried.filter((it) => it.rule === rule);
  const count = own.filter((it) => isCounted(it.verdict)).length;
  const interval = shareInterval(count, own.length);
  const range = isInterval(interval) ? `(${percent(interval.low)} to ${percent(interval.high)})` : '';
  const mean = own.reduce((sum, it) => sum + it.perSide, 0) / own.length;
  const inconclusive = own.filter((it) => it.verdict === 'inconclusive').length / own.length;
  return [
    `  ${rule.padEnd(37)}`,
    `${percent(count / own.length).padStart(7)} ${range.padEnd(19)}`,
    `n = ${String(own.length).padEnd(5)}`,
    `${mean.toFixed(1).padStart(5)} a side`,
    inconclusive > 0 ? `, inconclusive ${percent(inconclusive)}` : '',
  ].join(' ');
}

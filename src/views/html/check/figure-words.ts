import type { CheckEstimate, CheckResult, Verdict } from '../../../analysis/index.js';
import { type CheckFigure, spanText } from '../../wording/index.js';

/** `Regressed`, at the beginning of a line. */
export const verdictTitle = (verdict: Verdict): string => `${verdict.charAt(0).toUpperCase()}${verdict.slice(1)}`;

/** `246 to 249 ms`; why there is no interval; or that an exact value needs none. */
export function intervalText({ interval, note }: CheckFigure): string {
  if (interval !== undefined) return interval;
  return note === undefined ? 'exact' : `no interval: ${note}`;
}

/** `+16.8 %, 95 % interval +16.0 to +18.3 %`. */
export function figureText(figure: CheckFigure): string {
  const { value, interval, note } = figure;
  if (interval !== undefined) return `${value}, 95 % interval ${interval}`;
  return note === undefined ? `${value}, exact` : `${value}, no interval: ${note}`;
}

/** `1.169 (95 % interval 1.159 to 1.186)`: of the medians, head over base. */
export function ratioText({ value, low, high, note }: CheckEstimate): string {
  const digits = (it: number): string => it.toFixed(3);
  const within =
    low === null || high === null
      ? `no interval: ${note ?? 'too few values'}`
      : `95 % interval ${spanText(digits, low, high)}`;
  return `${digits(value)} (${within})`;
}

/** What the verdict means for whoever waits for it. */
export function passText({ passes, verdict }: CheckResult): string {
  if (!passes) return 'the check does not pass';
  return verdict === 'inconclusive' ? 'the check passes, as it was asked to' : 'the check passes';
}

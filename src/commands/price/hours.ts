import { MONTH_MS } from '../../pricing/index.js';
import { TIME, type ValueKind } from './values.js';

/** How provisioned concurrency is switched on in a month: so many times, for so long each. */
export interface Schedule {
  readonly spans: number;
  readonly enabledMs: number;
}

const HOUR_MS = 3_600_000;
const WEEKS_A_MONTH = 52 / 12;

export const ALL_MONTH: Schedule = { spans: 1, enabledMs: MONTH_MS };

/**
 * `8x5` is 8 hours on 5 days of each week, 52 weeks in 12 months: 8 x 5 x 52 / 12 = 173.3 hours. `24x7` is never switched
 * off: one span of 730 hours. A number of hours, or a time with its unit, is one span.
 */
export const SCHEDULE: ValueKind<Schedule> = {
  expected: 'hours a month, such as 200, or hours x days a week, such as 8x5 or 24x7',
  parse: (typed) => {
    const week = /^(\d+(?:\.\d+)?)\s*x\s*(\d)$/i.exec(typed.trim());
    if (week !== null) return ofWeek(Number(week[1]), Number(week[2]));
    const time = TIME.parse(/^[\d.,_]+$/.test(typed.trim()) ? `${typed.trim()}h` : typed);
    return time === undefined || time === 0 || time > 31 * 24 * HOUR_MS ? undefined : { spans: 1, enabledMs: time };
  },
};

function ofWeek(hours: number, days: number): Schedule | undefined {
  if (hours === 0 || hours > 24 || days < 1 || days > 7) return undefined;
  if (hours === 24 && days === 7) return ALL_MONTH;
  // Twenty-four hours on five days are one span from Monday to Friday, switched on once a week.
  return hours === 24
    ? { spans: WEEKS_A_MONTH, enabledMs: days * 24 * HOUR_MS }
    : { spans: days * WEEKS_A_MONTH, enabledMs: hours * HOUR_MS };
}

import { Timestamp } from './value.js';

const MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const MONTHS: Readonly<Record<string, number>> = { mo: 1, q: 3, y: 12 };

/** `5m`: milliseconds, seconds, minutes, hours, days and weeks by their length; months, quarters, years by the calendar. */
export class Period {
  readonly #count: number;
  readonly #unit: string;

  constructor(count: number, unit: string) {
    this.#count = count;
    this.#unit = unit;
  }

  floor(time: Timestamp): Timestamp {
    const length = MS[this.#unit];
    if (length !== undefined) return new Timestamp(Math.floor(time.at / (length * this.#count)) * length * this.#count);
    const months = this.#months;
    const date = new Date(time.at);
    const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
    return new Timestamp(Date.UTC(1970, Math.floor(month / months) * months));
  }

  ceil(time: Timestamp): Timestamp {
    const floor = this.floor(time);
    if (floor.at === time.at) return floor;
    const length = MS[this.#unit];
    if (length !== undefined) return new Timestamp(floor.at + length * this.#count);
    const date = new Date(floor.at);
    return new Timestamp(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + this.#months));
  }

  get #months(): number {
    return (MONTHS[this.#unit] ?? 1) * this.#count;
  }
}

/** `(\d+)(unit)`, the longer units first, as `m` begins `ms` and `mo`. */
export const PERIOD_UNITS = [...Object.keys(MONTHS), ...Object.keys(MS)].sort((a, b) => b.length - a.length);

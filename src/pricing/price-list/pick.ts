import { type Usd, usd } from '../../units/index.js';
import type { DurationTier } from '../book.js';
import type { PriceList, Row, Step } from './rows.js';

/** A row by its usage type, or by more of it where that has no fixed name. */
export type Wanted = string | { readonly name: string; readonly matches: (row: Row) => boolean };

const nameOf = (wanted: Wanted): string => (typeof wanted === 'string' ? wanted : wanted.name);

/** Takes prices out of a list, and gathers what is missing so that all of it can be said at once. */
export class Picker {
  readonly problems: string[] = [];
  /** Days from which the rows that were taken hold. */
  readonly days: string[] = [];

  constructor(private readonly list: PriceList) {}

  has(wanted: Wanted): boolean {
    return this.#find(wanted).length > 0;
  }

  /** The steps of a price that must be there. */
  steps(wanted: Wanted): readonly Step[] {
    const found = this.#find(wanted);
    const [row, ...others] = found;
    if (row === undefined) this.problems.push(`has no row for ${nameOf(wanted)}`);
    else if (others.some((it) => JSON.stringify(it.steps) !== JSON.stringify(row.steps)))
      this.problems.push(`has ${found.length} different prices for ${nameOf(wanted)}`);
    else if (!isWhole(row.steps)) this.problems.push(`has tiers with a gap for ${nameOf(wanted)}`);
    if (row === undefined) return [];
    this.days.push(row.from);
    return row.steps;
  }

  /** A price that is one, however much is used. */
  price(wanted: Wanted): Usd {
    const [step, ...others] = this.steps(wanted);
    if (others.length > 0)
      this.problems.push(`has ${others.length + 1} tiers for ${nameOf(wanted)}, which has one price`);
    return usd(step?.usd ?? 0);
  }

  tiers(wanted: Wanted): DurationTier[] {
    return this.steps(wanted).map(({ end, usd: price }) => ({ upToGbSeconds: end, usdPerGbSecond: usd(price) }));
  }

  /** A section that a region may not have: taken whole, or not at all when none of its rows is there. */
  section<T>(wanted: readonly Wanted[], take: () => T): T | undefined {
    return wanted.some((it) => this.has(it)) ? take() : undefined;
  }

  /** The rows that a pattern finds by usage type or group, with what it captured. */
  matching(pattern: RegExp): { row: Row; found: string }[] {
    return this.list.rows.flatMap((row) => {
      const found = (pattern.exec(row.usageType) ?? pattern.exec(row.group))?.[1];
      return found === undefined ? [] : [{ row, found }];
    });
  }

  #find(wanted: Wanted): Row[] {
    return this.list.rows.filter((row) =>
      typeof wanted === 'string' ? row.usageType === wanted : wanted.matches(row),
    );
  }
}

/** From 0 without end and without a gap. */
const isWhole = (steps: readonly Step[]): boolean =>
  steps.every(({ begin }, index) => begin === (index === 0 ? 0 : steps[index - 1]?.end)) && steps.at(-1)?.end === null;

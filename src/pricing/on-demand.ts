import { type GbSeconds, gbSeconds, gbSecondsOf, milliseconds, sum } from '../units/index.js';
import { type Charge, charge } from './bill.js';
import { ARCHITECTURES, type Architecture, type PriceBook } from './book.js';
import { freeCharge, freeOf, isEligible } from './free-tier.js';
import { PriceBookError } from './price-book-error.js';
import { savingsPlanPrice } from './savings-plan.js';
import { sliced, tierName } from './tiers.js';
import type { AccountTerms, FunctionUsage } from './usage.js';

const durationOf = (usage: FunctionUsage): GbSeconds =>
  gbSecondsOf(usage.memorySizeMB, usage.onDemand?.billedMs ?? milliseconds(0));

/**
 * Duration of on-demand invocations. Its tiers span the account's functions of one architecture in one region, by the
 * month; a Compute Savings Plan has one price instead.
 */
export function durationCharges(book: PriceBook, usages: readonly FunctionUsage[], terms: AccountTerms): Charge[] {
  const [free, othersFree] = freeDurations(usages, terms);
  return ARCHITECTURES.flatMap((architecture, index) => {
    const used = sum(usages.filter((it) => it.architecture === architecture).map(durationOf));
    if (used === 0) return [];
    const name = `duration (${architecture})`;
    const billable = gbSeconds(used - (free[index] ?? 0));
    const before = (terms.others?.[architecture] ?? 0) - (othersFree[index] ?? 0);
    return [
      ...billableCharges(book, architecture, billable, { ...terms, before }),
      freeCharge('duration', name, free[index] ?? 0),
    ];
  });
}

function billableCharges(
  book: PriceBook,
  architecture: Architecture,
  billable: GbSeconds,
  { before, savingsPlan }: AccountTerms & { before: number },
): Charge[] {
  if (savingsPlan !== undefined) {
    const price = savingsPlanPrice(book, savingsPlan, 'duration', architecture);
    return [charge(`duration, Savings Plan (${architecture})`, billable, 'GB-s', price)];
  }
  const steps = book.onDemand[architecture].durationTiers.map((tier) => ({
    upTo: tier.upToGbSeconds,
    unitPriceUsd: tier.usdPerGbSecond,
  }));
  return sliced(steps, billable, beyond(book, architecture), before).map(({ tier, quantity, unitPriceUsd }) =>
    charge(`${tierName('duration', tier)} (${architecture})`, quantity, 'GB-s', unitPriceUsd),
  );
}

const beyond = (book: PriceBook, architecture: Architecture) => (end: string) =>
  new PriceBookError(
    `the price book ${book.id} has no price for duration above ${end} GB-s a month on ${architecture}`,
    `read AWS's list with "kelvin price-book update --region ${book.region}", and name the file with --prices`,
  );

/** Of this bill's functions and of the account's others, by architecture, x86_64 first: the others use it up before. */
function freeDurations(usages: readonly FunctionUsage[], terms: AccountTerms): [number[], number[]] {
  const others = ARCHITECTURES.map((architecture) => terms.others?.[architecture] ?? 0);
  const eligible = ARCHITECTURES.map((architecture) =>
    sum(usages.filter((it) => it.architecture === architecture && isEligible(it, terms)).map(durationOf)),
  );
  return [freeOf('duration', eligible, terms, sum(others as GbSeconds[])), freeOf('duration', others, terms)];
}

import { type Architecture, billOnDemand, type PriceBook } from '../../pricing/index.js';
import { gbSecondsOf, megabytes, milliseconds, sum, usd } from '../../units/index.js';
import type { LogsCost, PerMonth } from './logs-result-schema.js';
import { meanBilled } from './mean-billed.js';
import type { MonthlyRate } from './monthly-rate.js';
import { type Priced, pricedOf } from './priced.js';
import type { Tally } from './tally.js';

export interface PriceTerms {
  readonly book: PriceBook;
  readonly architecture: Architecture;
  readonly rate: MonthlyRate;
}

/** What these invocations cost together, or null when none of them has a price. */
export function costOf(tallies: readonly Tally[], terms: PriceTerms): LogsCost | null {
  const priced = pricedOf(tallies);
  if (priced.length === 0) return null;
  const requests = priced.reduce((total, { tally }) => total + tally.billed.values.length, 0);
  const gbSeconds = priced.reduce((total, it) => total + it.gbSeconds, 0);
  const bill = billOf(terms, requests, gbSeconds);
  return {
    n: requests,
    billedMs: sum(priced.map(({ tally }) => milliseconds(tally.billedMs))),
    gbSeconds,
    charges: [...bill.charges],
    usd: bill.totalUsd,
    init: initCost(priced, bill, gbSeconds),
    ...monthOf(priced, terms, requests, gbSeconds),
  };
}

/** GB-seconds are what is sold: so many of 1 GB cost what they cost at any memory size. */
const billOf = ({ book, architecture }: PriceTerms, requests: number, gbSeconds: number) =>
  billOnDemand(book, {
    architecture,
    requests,
    memorySizeMB: megabytes(1024),
    billedMs: milliseconds(gbSeconds * 1000),
  });

/** INIT at the mean price of a GB-second of this bill: beyond a tier it is as cheap as the rest. */
function initCost(priced: readonly Priced[], bill: ReturnType<typeof billOf>, gbSeconds: number): LogsCost['init'] {
  const inits = priced.map(({ tally }) => tally.init);
  const initGbSeconds = priced.reduce(
    (total, { tally }) => total + gbSecondsOf(megabytes(tally.memorySizeMB ?? 0), milliseconds(tally.init.billedMs)),
    0,
  );
  const durationUsd = sum(bill.charges.filter((it) => it.unit === 'GB-s').map((it) => it.usd));
  const initUsd = gbSeconds === 0 ? 0 : (durationUsd * initGbSeconds) / gbSeconds;
  return {
    billedInvocations: inits.reduce((total, it) => total + it.billedInvocations, 0),
    unbilledInvocations: inits.reduce((total, it) => total + it.unbilledInvocations, 0),
    billedMs: milliseconds(inits.reduce((total, it) => total + it.billedMs, 0)),
    usd: usd(initUsd),
    shareRatio: bill.totalUsd === 0 ? null : initUsd / bill.totalUsd,
  };
}

function monthOf(
  priced: readonly Priced[],
  terms: PriceTerms,
  requests: number,
  gbSeconds: number,
): Pick<LogsCost, 'perMonth' | 'perMonthNote'> {
  const { rate } = terms;
  if ('reason' in rate) return { perMonth: null, perMonthNote: rate.reason };
  const costAt = (billedRatio: number): PerMonth['usd'] =>
    billOf(terms, requests * rate.factor, gbSeconds * rate.factor * billedRatio).totalUsd;
  const mean = meanBilled(priced);
  if ('reason' in mean) return { perMonth: { usd: costAt(1), low: null, high: null, note: mean.reason } };
  return { perMonth: { usd: costAt(1), low: costAt(mean.low), high: costAt(mean.high) } };
}

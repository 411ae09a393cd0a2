import { type Charge, perMillionUsd, type Quote } from '../../pricing/index.js';
import { formatPercentChange, formatUsd } from '../../units/index.js';

/**
 * `140,000 GB-s`, `300 M requests`: small quantities to five significant digits, large ones whole or in millions, so that a
 * bill fits a terminal. Every digit is in the JSON.
 */
export function quantityText({ quantity, unit }: Charge): string {
  const plural = /^(request|operation|hour|EPU-hour|GB-month)$/.test(unit) && quantity !== 1 ? 's' : '';
  return `${numberText(quantity)} ${unit}${plural}`;
}

function numberText(quantity: number): string {
  if (quantity >= 1e8) return `${(quantity / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} M`;
  const digits = quantity >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 5 };
  return quantity.toLocaleString('en-US', digits);
}

/** A unit price with every digit that it has: `$0.0000166667`; `free` for what the free tier gives. */
export const unitPriceText = ({ unitPriceUsd }: Charge): string =>
  unitPriceUsd === 0
    ? 'free'
    : `$${unitPriceUsd.toLocaleString('en-US', { maximumSignificantDigits: 12, maximumFractionDigits: 20 })}`;

/** Dollars to the cent, so that a column of them adds up by eye; below a cent what `formatUsd` makes of them. */
export const billUsd = (value: number): string =>
  Math.abs(value) >= 0.01 ? `$${value.toLocaleString('en-US', CENTS)}` : formatUsd(value);
const CENTS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** The total, and its interval where the durations were measured. */
export function totalText({ bill, interval }: Quote): string {
  const total = billUsd(bill.totalUsd);
  return interval === undefined
    ? total
    : `${total} (95 % interval ${billUsd(interval.lowUsd)}–${billUsd(interval.highUsd).replace('$', '')})`;
}

export function perMillionText(quote: Quote): string | undefined {
  const each = perMillionUsd(quote);
  return each === null ? undefined : formatUsd(each);
}

/** How a total differs from the first one, in percent; a bill of nothing has no per cent. */
export const differenceText = (quote: Quote, first: Quote): string =>
  first.bill.totalUsd === 0 ? '—' : formatPercentChange((quote.bill.totalUsd / first.bill.totalUsd - 1) * 100);

/** `Prices: us-east-1-2026-09, in force since 2026-09-01. Rules: of 2020-11-30.` */
export function termsText({ book, asOf }: Quote): string {
  const rules = asOf === undefined ? "today's" : `those of ${asOf}`;
  return `Prices: ${book.id}, in force since ${book.effectiveFrom}. Billing rules: ${rules}.`;
}

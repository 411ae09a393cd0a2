import { perMillionUsd, type Quote } from '../../pricing/index.js';

/** `{"charges", "totalUsd", ...}`, unrounded; with comparisons an array of the same, each with its difference. */
export function renderQuoteJson(quote: Quote, comparisons: readonly Quote[]): string {
  const total = quote.bill.totalUsd;
  const compared = comparisons.map((it) => ({
    name: it.name,
    ...quoteJson(it),
    differencePercent: total === 0 ? null : (it.bill.totalUsd / total - 1) * 100,
  }));
  const content = { ...quoteJson(quote), ...(compared.length === 0 ? {} : { comparisons: compared }) };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const quoteJson = (quote: Quote) => ({
  charges: quote.bill.charges,
  totalUsd: quote.bill.totalUsd,
  ...(quote.interval === undefined ? {} : { totalLowUsd: quote.interval.lowUsd, totalHighUsd: quote.interval.highUsd }),
  perMillionUsd: perMillionUsd(quote),
  invocations: quote.invocations,
  book: quote.book,
  asOf: quote.asOf ?? null,
  notes: quote.notes,
});

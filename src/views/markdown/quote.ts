import type { Quote } from '../../pricing/index.js';
import {
  billUsd,
  differenceText,
  perMillionText,
  quantityText,
  termsText,
  totalText,
  unitPriceText,
} from '../wording/index.js';
import { code, plain } from './escape.js';

/** A bill for a pull request, and below it the same with changes. */
export function renderQuoteMarkdown(quote: Quote, comparisons: readonly Quote[]): string {
  const perMillion = perMillionText(quote);
  const lines = [
    `### A month in ${plain(quote.book.region)}${quote.name === '' ? '' : `: ${plain(quote.name)}`}`,
    '',
    '| charge | quantity | unit price | USD |',
    '| --- | ---: | ---: | ---: |',
    ...quote.bill.charges.map(
      (it) => `| ${plain(it.name)} | ${quantityText(it)} | ${unitPriceText(it)} | ${billUsd(it.usd)} |`,
    ),
    `| **total** | | | **${totalText(quote)}** |`,
    '',
    ...(perMillion === undefined ? [] : [`${perMillion} per million invocations.`, '']),
    ...comparisonTable(quote, comparisons),
    plain(termsText(quote)),
    ...quote.notes.map((note) => `- ${plain(note)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function comparisonTable(first: Quote, others: readonly Quote[]): string[] {
  if (others.length === 0) return [];
  return [
    '| | total a month | per million | difference |',
    '| --- | ---: | ---: | ---: |',
    `| as asked | ${totalText(first)} | ${perMillionText(first) ?? ''} | |`,
    ...others.map(
      (it) => `| ${code(it.name)} | ${totalText(it)} | ${perMillionText(it) ?? ''} | ${differenceText(it, first)} |`,
    ),
    '',
  ];
}

import type { Charge, Quote } from '../../../pricing/index.js';
import { billUsd, perMillionText, quantityText, termsText, totalText, unitPriceText } from '../../wording/index.js';
import {
  blank,
  type Column,
  clean,
  clipLine,
  columnWidths,
  headingRow,
  type Line,
  line,
  paragraph,
  tableRow,
  totalWidth,
} from '../layout/index.js';
import type { SummaryOptions } from '../summary/index.js';
import { paint } from '../theme.js';
import { comparisonLines } from './comparison.js';

const COLUMNS: readonly Column<Charge>[] = [
  { heading: 'charge', align: 'left', minWidth: 0, cell: ({ name }) => clean(name) },
  { heading: 'quantity', align: 'right', minWidth: 0, cell: quantityText },
  { heading: 'unit price', align: 'right', minWidth: 0, cell: unitPriceText },
  { heading: 'USD', align: 'right', minWidth: 0, cell: ({ usd }) => billUsd(usd) },
];

/** A bill, and beside it the same with changes. Ends its last line. */
export function renderQuote(quote: Quote, comparisons: readonly Quote[], { width, color }: SummaryOptions): string {
  const lines = [...billLines(quote, width), ...comparisonLines(quote, comparisons, width)];
  return lines.map((it) => `${paint(clipLine(it, width), color)}\n`).join('');
}

function billLines(quote: Quote, width: number): Line[] {
  const { charges } = quote.bill;
  const widths = fittingWidths(charges, width);
  const perMillion = perMillionText(quote);
  return [
    line(clean([`A month in ${quote.book.region}`, quote.name].filter((it) => it !== '').join(': ')), 'strong'),
    blank,
    line(headingRow(COLUMNS, widths), 'quiet'),
    ...charges.map((charge) => line(tableRow(COLUMNS, widths, charge))),
    line('─'.repeat(totalWidth(widths)), 'quiet'),
    ...sumLines(
      [
        ['total a month', totalText(quote)],
        ...(perMillion === undefined ? [] : [['per million invocations', perMillion] as const]),
      ],
      totalWidth(widths),
    ),
    blank,
    ...paragraph(clean(termsText(quote)), width, 'quiet'),
    ...quote.notes.flatMap((note) => paragraph(clean(note), width, 'plain', '· ')),
  ];
}

/** Where the room is too small it is the names that are cut, never a figure. */
function fittingWidths(charges: readonly Charge[], width: number): number[] {
  const widths = columnWidths(COLUMNS, charges);
  const missing = Math.max(0, totalWidth(widths) - width);
  return widths.map((it, index) => (index === 0 ? Math.max(12, it - missing) : it));
}

/** Sums under the column of dollars. */
function sumLines(rows: readonly (readonly [string, string])[], width: number): Line[] {
  return rows.map(([name, text], index) =>
    line(`${name}${text.padStart(Math.max(text.length + 2, width - name.length))}`, index === 0 ? 'strong' : 'plain'),
  );
}

import type { Quote } from '../../../pricing/index.js';
import { billUsd, differenceText, perMillionText, totalText } from '../../wording/index.js';
import { NONE } from '../figures.js';
import {
  blank,
  type Column,
  clean,
  clip,
  columnWidths,
  headingRow,
  type Line,
  line,
  paragraph,
  tableRow,
  totalWidth,
} from '../layout/index.js';

/** One line of the comparison: what it is, and its figure in each of the bills. */
interface Row {
  readonly name: string;
  readonly figures: readonly string[];
}

/** The bills side by side; as many tables as the width asks for, each with the first bill in front. */
export function comparisonLines(first: Quote, others: readonly Quote[], width: number): Line[] {
  if (others.length === 0) return [];
  const shown = fitting(first, others, width);
  const rest = others.slice(shown.length);
  return [blank, ...tableLines(first, shown), ...notesOf(first, shown, width), ...comparisonLines(first, rest, width)];
}

/** The longest beginning of the list whose table fits, but at least one. */
function fitting(first: Quote, others: readonly Quote[], width: number): readonly Quote[] {
  const fits = (count: number): boolean => {
    const { columns, rows } = tableOf([first, ...others.slice(0, count)]);
    return totalWidth(columnWidths(columns, rows)) <= width;
  };
  let count = others.length;
  while (count > 1 && !fits(count)) count--;
  return others.slice(0, count);
}

function tableLines(first: Quote, others: readonly Quote[]): Line[] {
  const { columns, rows } = tableOf([first, ...others]);
  const widths = columnWidths(columns, rows);
  return [
    line(headingRow(columns, widths), 'quiet'),
    ...rows.map((row) => line(tableRow(columns, widths, row), row.name === 'total a month' ? 'strong' : 'plain')),
  ];
}

function tableOf(quotes: readonly Quote[]): { columns: Column<Row>[]; rows: Row[] } {
  const [first] = quotes;
  // What the free tier gives costs nothing in any of them.
  const paid = quotes.flatMap(({ bill }) => bill.charges.filter(({ unitPriceUsd }) => unitPriceUsd > 0));
  const names = [...new Set(paid.map(({ name }) => name))];
  const figures = (name: string): Row => ({
    name,
    figures: quotes.map(({ bill }) => {
      const charge = bill.charges.find((it) => it.name === name);
      return charge === undefined ? NONE : billUsd(charge.usd);
    }),
  });
  const rows: Row[] = [
    ...names.map(figures),
    { name: 'total a month', figures: quotes.map(({ bill }) => billUsd(bill.totalUsd)) },
    { name: 'per million', figures: quotes.map((it) => perMillionText(it) ?? NONE) },
    {
      name: 'difference',
      figures: quotes.map((it) => (it === first || first === undefined ? '' : differenceText(it, first))),
    },
  ];
  return {
    rows,
    columns: [
      { heading: 'USD a month', align: 'left', minWidth: 0, cell: ({ name }) => clean(name) },
      ...quotes.map(
        (quote, index): Column<Row> => ({
          heading: index === 0 ? 'as asked' : headingOf(quote),
          align: 'right',
          minWidth: 0,
          cell: ({ figures: all }) => all[index] ?? '',
        }),
      ),
    ],
  };
}

/** Wide enough for a few changes; the longest charge, the first bill and this much fit in 80 columns. */
const LONGEST_HEADING = 24;

/** A long list of changes must not push the figures out of the table. */
const headingOf = ({ name }: Quote): string => clip(clean(name), LONGEST_HEADING);

/** What holds for a changed bill alone, and what its changes are where the heading does not say all of them. */
function notesOf(first: Quote, others: readonly Quote[], width: number): Line[] {
  return others.flatMap((quote) => {
    const own = quote.notes.filter((note) => !first.notes.includes(note));
    const book = quote.book.id === first.book.id ? [] : [`prices of ${quote.book.id}.`];
    const interval = quote.interval === undefined ? [] : [`${totalText(quote)}.`];
    const heading = headingOf(quote);
    const whole = heading === clean(quote.name) ? [] : [`all of ${clean(quote.name)}.`];
    return [...whole, ...book, ...interval, ...own].flatMap((note) =>
      paragraph(clean(`${heading}: ${note}`), width, 'plain', '· '),
    );
  });
}

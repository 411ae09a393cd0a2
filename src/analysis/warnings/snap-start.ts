import { snapStartPrices } from '../../pricing/index.js';
import type { Header } from '../../recording/index.js';
import { formatMegabytes, formatUsd, type Megabytes } from '../../units/index.js';
import type { Warning } from '../result-schema.js';
import { type Findings, warnIf } from './findings.js';

/** Cold starts that are restores, and what they cost beside Billed Duration. */
export function snapStartWarnings({ recording: { header }, recommendation, sizes, book }: Findings): Warning[] {
  const { snapStart } = header.function;
  if (snapStart === undefined) return [];
  const size = recommendation?.memorySizeMB ?? sizes.at(-1)?.memorySizeMB;
  return [
    ...warnIf(
      true,
      'snap-start',
      'its versions start from a snapshot (SnapStart): the Init Duration of a cold start here is its Restore Duration',
      'how long the INIT of the snapshots took stands beside each size, as far as their INIT_REPORT was found',
    ),
    ...(snapStart === 'charged' && size !== undefined ? chargeWarnings(size, header.scenario, book) : []),
  ];
}

function chargeWarnings(
  size: Megabytes,
  { coldShareRatio, strategy }: Header['scenario'],
  book: Findings['book'],
): Warning[] {
  const isMonthly = strategy.kind === 'monthly';
  const prices = snapStartPrices(book, size);
  const hint = 'they grow with the memory size: a size that is only a little better may not be worth them';
  if (prices === undefined) {
    const message = `SnapStart is charged for here, and the price book ${book.id} has no price of it: it is in no figure`;
    return warnIf(true, 'snap-start-charges', message, 'name a price list that has it with --prices');
  }
  const million = formatUsd(prices.restoreUsd * coldShareRatio * 1_000_000);
  const share =
    coldShareRatio === 0 ? 'no restore, as no cold share was named' : `its restores (${million} at this cold share)`;
  const month = `that the snapshot of a version is kept costs ${formatUsd(prices.monthUsd)} a month (730 hours)`;
  return warnIf(
    true,
    'snap-start-charges',
    `the cost of a million at ${formatMegabytes(size)} holds ${share}, ${formatUsd(prices.restoreUsd)} each; ${month}, ${isMonthly ? 'and is in the cost of a month, for one version' : 'beside that'}`,
    hint,
  );
}

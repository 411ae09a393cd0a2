import { hasArchitectures, type Result, type SizeResult } from '../../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatUsd } from '../../../units/index.js';
import {
  atLimitOf,
  type Estimate,
  headed,
  isMonthly,
  limitedPercentile,
  meanOf,
  medianOf,
  p90Of,
} from '../../wording/index.js';
import { formatCount, formatSpan, formatUsdSpan, NONE } from '../figures.js';
import { type Column, clean } from '../layout/index.js';
import { sizeLabel } from '../marks.js';
import type { Footnotes } from './footnotes.js';

/** Columns that must not be separated: a figure, its n, its interval. */
export interface Group {
  readonly title: string;
  readonly columns: readonly Column<SizeResult>[];
  /** Shown only where the other tables leave room. */
  readonly optional: boolean;
}

const column = (
  heading: string,
  minWidth: number,
  cell: (size: SizeResult) => string,
  align: Column<SizeResult>['align'] = 'right',
): Column<SizeResult> => ({ heading, minWidth, cell, align });

/** How a kind of figure is printed, alone and as the ends of an interval. */
interface Print {
  readonly one: (value: number) => string;
  readonly span: (low: number, high: number) => string;
}

const TIME: Print = { one: formatMilliseconds, span: formatSpan };
const MONEY: Print = { one: formatUsd, span: formatUsdSpan };

function figureColumns(
  heading: string,
  { one, span }: Print,
  estimateOf: (size: SizeResult) => Estimate | null,
  notes: Footnotes,
): Column<SizeResult>[] {
  const cell = (text: (it: Estimate) => string, none: string) => (size: SizeResult) => {
    const it = estimateOf(size);
    return it === null ? none : text(it);
  };
  const count = cell(({ n }) => formatCount(n), '0');
  const value = cell((it) => one(it.value), NONE);
  const interval = cell(
    ({ evidence }) =>
      'note' in evidence ? `none ${notes.mark(clean(evidence.note))}` : span(evidence.low, evidence.high),
    '',
  );
  return [column('n', 3, count), column(heading, 7, value), column('95 % interval', 13, interval, 'left')];
}

/** First in every table. */
export const keyColumns = (result: Result): Column<SizeResult>[] => [
  column('  Memory', 11, (size) => sizeLabel(size, result), 'left'),
  ...(hasArchitectures(result) ? [column('Arch', 6, (size) => size.architecture)] : []),
];

/** What the strategy chooses by, where no other run has it. */
function strategyGroups(result: Result, notes: Footnotes): Group[] {
  const month = ({ costPerMonthUsd: it }: SizeResult) => (it === undefined || it === null ? null : meanOf(it));
  const atLimit = ({ allStarts: it }: SizeResult) => (it === undefined || it === null ? null : atLimitOf(it));
  const percentile = limitedPercentile(result);
  return [
    ...(isMonthly(result)
      ? [
          {
            title: headed(result, 'Cost of a month'),
            columns: figureColumns('mean', MONEY, month, notes),
            optional: false,
          },
        ]
      : []),
    ...(percentile === undefined
      ? []
      : [
          {
            title: headed(result, 'Duration, all starts'),
            columns: figureColumns(percentile, TIME, atLimit, notes),
            optional: false,
          },
        ]),
  ];
}

export function sizeGroups(result: Result, notes: Footnotes): Group[] {
  const median = ({ warm }: SizeResult) => warm.durationMs && medianOf(warm.durationMs);
  const p90 = ({ warm }: SizeResult) => warm.durationMs && p90Of(warm.durationMs);
  const init = ({ cold }: SizeResult) => cold.initDurationMs && medianOf(cold.initDurationMs);
  const cost = ({ costPerMillionUsd: it }: SizeResult) => it && meanOf(it);
  const memory = ({ maxMemoryUsedMB: used }: SizeResult) => (used === null ? NONE : formatMegabytes(used));
  const group = (title: string, columns: Column<SizeResult>[], optional = false): Group => ({
    title,
    columns,
    optional,
  });
  return [
    group(headed(result, 'Duration, warm'), figureColumns('median', TIME, median, notes)),
    group(headed(result, 'Cost of a million'), figureColumns('mean', MONEY, cost, notes)),
    ...strategyGroups(result, notes),
    group(headed(result, 'Duration, warm'), figureColumns('p90', TIME, p90, notes), true),
    group(headed(result, 'Init Duration, cold'), figureColumns('median', TIME, init, notes)),
    group('Max Memory', [column('Used', 10, memory)]),
  ];
}

import type { Quantiles, Result, SizeResult } from '../../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatUsd } from '../../../units/index.js';
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

interface Figure {
  readonly n: number;
  readonly value: string;
  /** `undefined`: there is none, for `note`. */
  readonly interval: string | undefined;
  readonly note: string | undefined;
}

type Ends = 'median' | 'p90';

function quantileFigure(sample: Quantiles | null, which: Ends): Figure | null {
  if (sample === null) return null;
  const { n, note } = sample;
  const [value, low, high] =
    which === 'median' ? [sample.median, sample.low, sample.high] : [sample.p90, sample.p90Low, sample.p90High];
  const interval = low === null || high === null ? undefined : formatSpan(low, high);
  return { n, value: formatMilliseconds(value), interval, note };
}

function costFigure({ costPerMillionUsd: cost }: SizeResult): Figure | null {
  if (cost === null) return null;
  const interval = cost.low === null || cost.high === null ? undefined : formatUsdSpan(cost.low, cost.high);
  return { n: cost.n, value: formatUsd(cost.mean), interval, note: cost.note };
}

function figureColumns(
  heading: string,
  figure: (size: SizeResult) => Figure | null,
  notes: Footnotes,
): Column<SizeResult>[] {
  const interval = (it: Figure): string =>
    it.interval ?? `none ${notes.mark(clean(it.note ?? `too few invocations (n = ${it.n})`))}`;
  const cell = (text: (it: Figure) => string, none: string) => (size: SizeResult) => {
    const it = figure(size);
    return it === null ? none : text(it);
  };
  return [
    column(
      'n',
      3,
      cell((it) => formatCount(it.n), '0'),
    ),
    column(
      heading,
      7,
      cell((it) => it.value, NONE),
    ),
    column('95 % interval', 13, cell(interval, ''), 'left'),
  ];
}

/** First in every table. */
export const keyColumns = (result: Result): Column<SizeResult>[] => [
  column('  Memory', 11, (size) => sizeLabel(size, result), 'left'),
  ...(result.scenario.architectures.length > 1 ? [column('Arch', 6, (size) => size.architecture)] : []),
];

export function sizeGroups(notes: Footnotes): Group[] {
  const durations = (which: Ends) => (size: SizeResult) => quantileFigure(size.warm.durationMs, which);
  const inits = (size: SizeResult) => quantileFigure(size.cold.initDurationMs, 'median');
  const group = (title: string, columns: Column<SizeResult>[], optional = false): Group => ({
    title,
    columns,
    optional,
  });
  const memory = ({ maxMemoryUsedMB: used }: SizeResult) => (used === null ? NONE : formatMegabytes(used));
  return [
    group('Duration, warm', figureColumns('median', durations('median'), notes)),
    group('Cost of a million', figureColumns('mean', costFigure, notes)),
    group('Duration, warm', figureColumns('p90', durations('p90'), notes), true),
    group('Init Duration, cold', figureColumns('median', inits, notes)),
    group('Max Memory', [column('Used', 10, memory)]),
  ];
}

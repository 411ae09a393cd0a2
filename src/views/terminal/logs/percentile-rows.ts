import type { LogTotal, Quantiles } from '../../../analysis/index.js';
import { formatMilliseconds } from '../../../units/index.js';
import { type Estimate, medianOf, p90Of, p99Of, shortNote } from '../../wording/index.js';
import { formatCount, formatSpan } from '../figures.js';
import { clean, fit, type Line, line } from '../layout/index.js';
import type { Footnotes } from '../summary/footnotes.js';

const LABEL_WIDTH = 19;
const COUNT_WIDTH = 9;
const GAP = '  ';

const MEASURES: readonly (readonly [string, (figures: LogTotal) => Quantiles | null])[] = [
  ['Duration, warm', ({ warm }) => warm.durationMs],
  ['Duration, cold', ({ cold }) => cold.durationMs],
  ['Billed, warm', ({ warm }) => warm.billedDurationMs],
  ['Billed, cold', ({ cold }) => cold.billedDurationMs],
  ['Init Duration', ({ cold }) => cold.initDurationMs],
  ['Restore Duration', ({ cold }) => cold.restoreDurationMs],
];

/** Percentiles of every duration that was measured: the figures in a line, their intervals in the line below. */
export function percentileRows(figures: LogTotal, notes: Footnotes, width: number): Line[] {
  const present = MEASURES.flatMap(([label, of]) => {
    const quantiles = of(figures);
    return quantiles === null ? [] : [[label, quantiles] as const];
  });
  if (present.length === 0) return [];
  const cellWidth = Math.max(13, Math.floor((width - LABEL_WIDTH - COUNT_WIDTH) / 3) - GAP.length);
  const row = (label: string, n: string, cells: readonly string[]): string =>
    [
      fit(label, LABEL_WIDTH, 'left') + fit(n, COUNT_WIDTH, 'right'),
      ...cells.map((it) => fit(it, Math.min(cellWidth, 18), 'left')),
    ]
      .join(GAP)
      .trimEnd();
  return [
    line(row('', 'n', ['p50', 'p90', 'p99']), 'quiet'),
    ...present.flatMap(([label, quantiles]) => {
      const estimates = [medianOf(quantiles), p90Of(quantiles), p99Of(quantiles)];
      return [
        line(
          row(
            `  ${label}`,
            formatCount(quantiles.n),
            estimates.map((it) => formatMilliseconds(it.value)),
          ),
        ),
        line(
          row(
            '',
            '',
            estimates.map((it) => intervalText(it, notes)),
          ),
          'quiet',
        ),
      ];
    }),
  ];
}

const intervalText = ({ evidence }: Estimate, notes: Footnotes): string =>
  'note' in evidence ? `none ${notes.mark(clean(shortNote(evidence.note)))}` : formatSpan(evidence.low, evidence.high);

import type { CheckResult } from '../../../../analysis/index.js';
import { formatRatio } from '../../../../units/index.js';
import { findingName, METRIC_HEADINGS, RESOLUTION_NOTE, resolutionSteps } from '../../../wording/index.js';
import {
  blank,
  type Column,
  columnWidths,
  headingRow,
  type Line,
  line,
  paragraph,
  tableRow,
} from '../../layout/index.js';

type Row = CheckResult['resolution'][number];

/** Of a check against itself: the smallest change that so many cold starts a side find. */
export function resolutionLines(result: CheckResult, width: number): Line[] {
  const { resolution } = result;
  if (resolution.length === 0) return [];
  const isOneSize = result.check.memorySizesMB.length === 1;
  const columns: readonly Column<Row>[] = [
    {
      heading: 'Found at',
      minWidth: 10,
      align: 'left',
      cell: (it) => (isOneSize ? METRIC_HEADINGS[it.metric] : findingName(it)),
    },
    { heading: 'Spread', minWidth: 6, align: 'right', cell: (it) => formatRatio(it.spreadPercent / 100) },
    ...resolutionSteps(result).map(
      (perSide): Column<Row> => ({
        heading: `n ${perSide}`,
        minWidth: 6,
        align: 'right',
        cell: (it) => detectableText(it, perSide),
      }),
    ),
  ];
  const widths = columnWidths(columns, resolution);
  return [
    line(headingRow(columns, widths), 'strong'),
    ...resolution.map((row) => line(tableRow(columns, widths, row))),
    ...paragraph(RESOLUTION_NOTE, width, 'quiet'),
    blank,
  ];
}

const detectableText = ({ detectable }: Row, perSide: number): string => {
  const found = detectable.find((it) => it.perSide === perSide);
  return found === undefined ? '—' : formatRatio(found.changePercent / 100);
};

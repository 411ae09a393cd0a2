import type { Diagnosis, Share } from '../../../analysis/index.js';
import { formatMegabytes, formatRatio } from '../../../units/index.js';
import { formatCount, NONE } from '../figures.js';
import { type Column, clean, columnWidths, headingRow, type Line, line, paragraph, tableRow } from '../layout/index.js';

/** `-0.3`, `+2.8`: a tenth of a per cent is as much as a few seconds can show. */
function percentOff(ratio: number): string {
  const text = ((ratio - 1) * 100).toFixed(1);
  return Number(text) === 0 ? '0.0' : Number(text) > 0 ? `+${text}` : text;
}

const COLUMNS: readonly Column<Share>[] = [
  { heading: 'memory size', align: 'right', minWidth: 0, cell: ({ memorySizeMB }) => formatMegabytes(memorySizeMB) },
  { heading: 'vCPU due', align: 'right', minWidth: 0, cell: ({ vcpus }) => formatRatio(vcpus) },
  {
    heading: 'got',
    align: 'right',
    minWidth: 0,
    cell: ({ gotRatio, vcpus }) => (gotRatio === null ? NONE : formatRatio(vcpus * gotRatio.value)),
  },
  {
    heading: 'off by',
    align: 'right',
    minWidth: 0,
    cell: ({ gotRatio }) => (gotRatio === null ? NONE : `${percentOff(gotRatio.value)} %`),
  },
  {
    heading: '95 % interval',
    align: 'right',
    minWidth: 0,
    cell: ({ gotRatio }) =>
      gotRatio === null || gotRatio.low === null || gotRatio.high === null
        ? NONE
        : `${percentOff(gotRatio.low)} to ${percentOff(gotRatio.high)} %`,
  },
  {
    heading: 'n',
    align: 'right',
    minWidth: 0,
    cell: ({ gotRatio }) => (gotRatio === null ? NONE : formatCount(gotRatio.n)),
  },
];

/** What each size got of the CPU, beside what it is due. */
export function shareLines({ shares }: Diagnosis, width: number): Line[] {
  const widths = columnWidths(COLUMNS, shares);
  return [
    line(headingRow(COLUMNS, widths), 'quiet'),
    ...shares.flatMap((share) => [line(tableRow(COLUMNS, widths, share)), ...whyNot(share, width)]),
  ];
}

function whyNot({ missing, gotRatio }: Share, width: number): Line[] {
  const why = missing ?? (gotRatio?.low === null ? `no interval: ${gotRatio.note}` : undefined);
  return why === undefined ? [] : paragraph(clean(why), width, 'quiet', '    ');
}

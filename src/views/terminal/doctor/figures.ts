import type { Diagnosis, Figure } from '../../../analysis/index.js';
import { formatMilliseconds, formatRatio } from '../../../units/index.js';
import { spanText } from '../../wording/index.js';
import { formatCount, NONE } from '../figures.js';
import { type Column, clean, columnWidths, headingRow, type Line, line, paragraph, tableRow } from '../layout/index.js';

interface Row {
  readonly name: string;
  readonly figure: Figure | null;
  readonly format: (value: number) => string;
}

const COLUMNS: readonly Column<Row>[] = [
  { heading: 'this host', align: 'left', minWidth: 0, cell: ({ name }) => name },
  {
    heading: 'median',
    align: 'right',
    minWidth: 0,
    cell: ({ figure, format }) => (figure === null ? NONE : format(figure.value)),
  },
  {
    heading: '95 % interval',
    align: 'right',
    minWidth: 0,
    cell: ({ figure, format }) =>
      figure === null || figure.low === null || figure.high === null ? NONE : spanText(format, figure.low, figure.high),
  },
  { heading: 'n', align: 'right', minWidth: 0, cell: ({ figure }) => (figure === null ? '0' : formatCount(figure.n)) },
];

const cpus = (value: number): string => `${value.toFixed(2)} CPU`;

/** Everything that was measured outside any limit. */
export function figureLines(diagnosis: Diagnosis, width: number): Line[] {
  const rows = rowsOf(diagnosis);
  const widths = columnWidths(COLUMNS, rows);
  const notes = new Set(rows.flatMap(({ figure }) => figure?.note ?? []));
  return [
    line(headingRow(COLUMNS, widths), 'quiet'),
    ...rows.map((row) => line(tableRow(COLUMNS, widths, row))),
    ...stealLine(diagnosis),
    ...[...notes].flatMap((note) => paragraph(clean(`no interval: ${note}`), width, 'quiet', '    ')),
  ];
}

function rowsOf({ speed, load }: Diagnosis): Row[] {
  return [
    { name: 'one thread, a million rounds', figure: speed.taskMs, format: formatMilliseconds },
    { name: 'two identical tasks differ by', figure: speed.differenceRatio, format: formatRatio },
    { name: 'a bare Node.js starts in', figure: speed.startMs, format: formatMilliseconds },
    { name: 'a sleep of 1 ms is late by', figure: speed.lateMs, format: formatMilliseconds },
    { name: 'others keep busy', figure: load.otherBusyCpus, format: cpus },
    { name: 'processes wait for a CPU', figure: load.pressureRatio, format: formatRatio },
  ];
}

function stealLine({ load: { stealRatio } }: Diagnosis): Line[] {
  const text = stealRatio === null ? 'unknown here' : `${formatRatio(stealRatio)}, one reading over the whole time`;
  return [line(`steal: ${text}`)];
}

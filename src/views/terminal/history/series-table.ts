import { type HistoryResult, type HistorySeries, METRIC_NAMES } from '../../../analysis/index.js';
import { formatMegabytes } from '../../../units/index.js';
import {
  countText,
  lastText,
  levelInterval,
  levelText,
  payloadsPart,
  sentence,
  seriesName,
} from '../../wording/index.js';
import { NONE } from '../figures.js';
import {
  blank,
  type Column,
  clean,
  columnWidths,
  headingRow,
  type Line,
  line,
  paragraph,
  tableRow,
  totalWidth,
} from '../layout/index.js';
import { course } from './course.js';

/** A line for each series: how it went, and where it is now. */
export const seriesTables = (result: HistoryResult, width: number): Line[] =>
  result.settings.flatMap((setting, index) => {
    const own = result.series.filter((it) => it.setting === index);
    const names = new Set(result.settings.map(({ name }) => name));
    const title = names.size > 1 ? `${setting.name}: ${setting.label}` : setting.label;
    return [...paragraph(clean(title), width, 'strong'), ...table(result, own, width), blank];
  });

const COURSE = 'Course';
const LEAST_COURSE = 6;
const MOST_COURSE = 32;

function table(result: HistoryResult, series: readonly HistorySeries[], width: number): Line[] {
  const columns = fittingColumns(result, series, width);
  const widths = columnWidths(columns, series);
  return [
    line(headingRow(columns, widths), 'quiet'),
    ...series.flatMap((it) => [line(tableRow(columns, widths, it)), ...notesBelow(it, width)]),
  ];
}

/** The picture takes what the figures leave; where that is not enough for one it goes, as a figure without its n is none. */
function fittingColumns(result: HistoryResult, series: readonly HistorySeries[], width: number) {
  const all = columnsOf(result, 0);
  const room = width - totalWidth(columnWidths(all, series)) + COURSE.length;
  return room < LEAST_COURSE
    ? all.filter(({ heading }) => heading !== COURSE)
    : columnsOf(result, Math.min(MOST_COURSE, room));
}

function notesBelow(series: HistorySeries, width: number): Line[] {
  const last = lastText(series);
  return last === undefined ? [] : paragraph(clean(sentence(last)), width, 'warn', '  ? ');
}

function columnsOf(result: HistoryResult, room: number): readonly Column<HistorySeries>[] {
  const now = ({ levels }: HistorySeries) => levels.at(-1);
  const of = (series: HistorySeries, text: (level: NonNullable<ReturnType<typeof now>>) => string): string => {
    const level = now(series);
    return level === undefined ? NONE : text(level);
  };
  return [
    {
      heading: 'Metric',
      align: 'left',
      minWidth: 15,
      cell: (it) => clean(`${METRIC_NAMES[it.metric]}${payloadsPart(result, it)}`),
    },
    {
      heading: 'Size',
      align: 'right',
      minWidth: 6,
      cell: ({ memorySizeMB }) => (memorySizeMB === null ? '' : formatMegabytes(memorySizeMB)),
    },
    {
      heading: COURSE,
      align: 'left',
      minWidth: 0,
      cell: ({ head }) =>
        course(
          head.map(({ median }) => median.value),
          room,
        ),
    },
    { heading: 'Now', align: 'right', minWidth: 7, cell: (it) => of(it, (level) => levelText(it, level)) },
    {
      heading: '95 % interval',
      align: 'right',
      minWidth: 7,
      cell: (it) => of(it, (level) => shortInterval(it, level)),
    },
    { heading: 'n', align: 'right', minWidth: 7, cell: (it) => of(it, countText) },
  ];
}

/** Why there is none stands below the table, once. */
const shortInterval = (series: HistorySeries, level: HistorySeries['levels'][number]): string =>
  level.level.low === null ? NONE : levelInterval(series, level);

/** Why levels have no interval, each reason once. */
export function missingIntervals(result: HistoryResult, width: number): Line[] {
  const reasons = new Map<string, string>();
  for (const series of result.series) {
    const note = series.levels.at(-1)?.level.note;
    if (note !== undefined && !reasons.has(note)) reasons.set(note, seriesName(result, series));
  }
  return [...reasons].flatMap(([note, name]) =>
    paragraph(clean(`${name}: no interval: ${note}`), width, 'quiet', '- '),
  );
}

import type { HistoryEstimate, HistoryResult, HistorySeries } from '../../../analysis/index.js';
import { formatMetric } from '../../../analysis/index.js';
import {
  causeText,
  courseText,
  levelsText,
  momentText,
  percentText,
  sentence,
  seriesName,
} from '../../wording/index.js';
import type { Chart, Layer } from '../charts/chart.js';

const HEIGHT = 220;
const DAY_MS = 86_400_000;

/** Of head a filled circle, of base a hollow diamond: told apart without colour. */
export const HEAD_SHAPE = 'circle';
export const BASE_SHAPE = 'diamond';

/** One series over time: every session with its interval, the levels, and where changes lie. */
export function courseChart(result: HistoryResult, series: HistorySeries, index: number): Chart {
  const name = seriesName(result, series);
  const base: Chart = {
    id: `course-${index}`,
    title: name,
    caption: `${sentence(courseText(series))} Axis not from zero.`,
    description: `${name}. ${series.levels.length === 0 ? 'No level' : levelsText(series)}. ${describeChanges(result, series)}`,
  };
  const rows = rowsOf(result, series);
  if (rows.length === 0) return base;
  return {
    ...base,
    spec: {
      width: 'container',
      height: HEIGHT,
      encoding: { x: timeAxis(rows), y: { type: 'quantitative', title: null, ...valueAxis(series, rows) } },
      layer: [
        changeBands(result, series),
        changeLines(result, series),
        intervals(rows),
        levels(result, series),
        points(rows),
      ],
    },
  };
}

interface Row {
  readonly t: number;
  readonly v: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly side: 'head' | 'base';
  readonly tip: string;
}

const atOf = (result: HistoryResult, session: number): number => Date.parse(result.sessions[session]?.startedAt ?? '');

function rowsOf(result: HistoryResult, { head, base, unit }: HistorySeries): readonly Row[] {
  return [...base, ...head].map(({ session, side, median, n }) => {
    const facts = result.sessions[session];
    const code = side === 'head' ? facts?.head : facts?.base;
    const when = momentText(result, facts?.startedAt ?? '');
    return {
      t: atOf(result, session),
      v: short(median.value),
      low: median.low === null ? null : short(median.low),
      high: median.high === null ? null : short(median.high),
      side,
      tip: `${when} ${side} ${code?.label ?? ''}: ${formatMetric(unit, median.value)}${intervalPart(unit, median)}, n ${n}`,
    };
  });
}

const intervalPart = (unit: HistorySeries['unit'], { low, high }: HistoryEstimate): string =>
  low === null || high === null
    ? ', no interval'
    : `, 95 % interval ${formatMetric(unit, low)} to ${formatMetric(unit, high)}`;

const short = (value: number): number => Number(value.toPrecision(6));

function timeAxis(rows: readonly Row[]) {
  const times = rows.map(({ t }) => t);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const margin = Math.max(DAY_MS / 24, (last - first) * 0.03);
  const areDays = last - first > 3 * DAY_MS;
  const step = areDays ? DAY_MS * Math.ceil((last - first) / DAY_MS / MOST_TICKS) : Math.max(1, last - first) / 3;
  const from = areDays ? Math.ceil(first / DAY_MS) * DAY_MS : first;
  const ticks = Array.from({ length: Math.floor((last - from) / step) + 1 }, (_, i) => from + i * step);
  return {
    field: 't',
    type: 'quantitative',
    title: null,
    scale: { domain: [first - margin, last + margin] as number[], nice: false, zero: false },
    axis: {
      grid: false,
      values: ticks,
      labelExpr: `utcFormat(datum.value, '${areDays ? '%Y-%m-%d' : '%m-%d %H:%M'}')`,
    },
  } as const;
}

const MOST_TICKS = 5;

const LABELS: Readonly<Record<HistorySeries['unit'], string>> = {
  ms: "datum.value >= 1000 ? format(datum.value / 1000, ',~r') + ' s' : format(datum.value, ',~r') + ' ms'",
  MB: "format(datum.value, ',~r') + ' MB'",
  USD: "format(datum.value, '$,.3~r')",
  bytes: "format(datum.value, ',~s') + 'B'",
};

/**
 * What is looked at is a step of some percent: from zero it would not be seen, nor with room for the interval of every odd
 * session, which are cut where they leave the picture.
 */
function valueAxis({ unit, levels: all }: HistorySeries, rows: readonly Row[]) {
  const values = [...rows.map(({ v }) => v), ...all.flatMap(({ level }) => [level.low ?? [], level.high ?? []].flat())];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max((high - low) * 0.3, high * 0.02);
  return {
    scale: { domain: [Math.max(0, low - margin), high + margin] as number[], nice: false, zero: false },
    axis: { tickCount: 4, labelExpr: LABELS[unit] },
  };
}

const intervals = (rows: readonly Row[]): Layer => ({
  data: { values: rows.filter(({ low }) => low !== null).map(({ t, low, high, side }) => ({ t, low, high, side })) },
  mark: { type: 'rule', strokeWidth: 2, opacity: 0.35, clip: true },
  encoding: {
    y: { field: 'low', type: 'quantitative' },
    y2: { field: 'high' },
    color: sideColor,
  },
});

const sideColor = {
  field: 'side',
  type: 'nominal',
  scale: { domain: ['head', 'base'], range: ['var(--x86_64)', 'var(--muted)'] },
  legend: null,
} as const;

const points = (rows: readonly Row[]): Layer => ({
  data: { values: rows.map(({ t, v, side, tip }) => ({ t, v, side, tip })) },
  mark: { type: 'point', size: 42, strokeWidth: 1.5, opacity: 1 },
  encoding: {
    y: { field: 'v', type: 'quantitative' },
    stroke: sideColor,
    fill: { ...sideColor, scale: { domain: ['head', 'base'], range: ['var(--x86_64)', 'var(--page)'] } },
    shape: {
      field: 'side',
      type: 'nominal',
      scale: { domain: ['head', 'base'], range: [HEAD_SHAPE, BASE_SHAPE] },
      legend: null,
    },
    tooltip: { field: 'tip', type: 'nominal' },
  },
});

/** Of head, from its first session to its last. */
const levels = (result: HistoryResult, { levels: all, head, unit }: HistorySeries): Layer => ({
  data: {
    values: all.map(({ from, to, level, n }) => ({
      t: atOf(result, head[from]?.session ?? 0),
      u: atOf(result, head[to]?.session ?? 0),
      v: short(level.value),
      tip: `level ${formatMetric(unit, level.value)}${intervalPart(unit, level)}, n ${n}`,
    })),
  },
  mark: { type: 'rule', strokeWidth: 3, opacity: 0.8, color: 'var(--ink)' },
  encoding: {
    x2: { field: 'u' },
    y: { field: 'v', type: 'quantitative' },
    tooltip: { field: 'tip', type: 'nominal' },
  },
});

/** Between which sessions each change lies. */
const changeBands = (result: HistoryResult, { changes }: HistorySeries): Layer => ({
  data: {
    values: changes.map((it) => ({
      t: Date.parse(it.after),
      u: Date.parse(it.before),
      tip: `${causeText(it.cause)} between ${momentText(result, it.after)} and ${momentText(result, it.before)}: ${percentText(it.shiftPercent)}`,
    })),
  },
  mark: { type: 'rect', color: 'var(--alarm)', opacity: 0.14 },
  encoding: { x2: { field: 'u' }, y: { value: 0 }, y2: { value: HEIGHT }, tooltip: { field: 'tip', type: 'nominal' } },
});

/** Dashed where the platform moved, whole where the code did, dotted where nobody knows. */
export const CAUSE_DASHES = { code: [1, 0], platform: [6, 4], both: [1, 0], unknown: [1, 3] } as const;

const changeLines = (result: HistoryResult, { changes, head }: HistorySeries): Layer => ({
  data: {
    values: changes.map((it) => ({
      t: (atOf(result, head[it.at - 1]?.session ?? 0) + atOf(result, head[it.at]?.session ?? 0)) / 2,
      cause: it.cause,
    })),
  },
  mark: { type: 'rule', strokeWidth: 1.5, color: 'var(--alarm)' },
  encoding: {
    y: { value: 0 },
    y2: { value: HEIGHT },
    strokeDash: {
      field: 'cause',
      type: 'nominal',
      scale: { domain: Object.keys(CAUSE_DASHES), range: Object.values(CAUSE_DASHES).map((it) => [...it]) },
      legend: null,
    },
  },
});

const describeChanges = (result: HistoryResult, { changes }: HistorySeries): string =>
  changes.length === 0
    ? 'No change of level.'
    : changes
        .map(
          (it) =>
            `${causeText(it.cause)} between ${momentText(result, it.after)} and ${momentText(result, it.before)}.`,
        )
        .join(' ');

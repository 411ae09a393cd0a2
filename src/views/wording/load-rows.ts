import type { Distribution, LoadFigures, Percentile, ShareFigure, UsdFigure } from '../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatRatio, formatUsd } from '../../units/index.js';
import { percentileValue, rateText } from './load.js';
import { spanText } from './span.js';

/** One figure of one memory size, in words. */
export interface LoadCell {
  readonly value: string;
  /** `49.1 to 51.3 ms`. */
  readonly interval?: string;
  /** Why there is no value or no interval, or what an interval leaves out. */
  readonly note?: string;
}

/** A figure of every memory size, side by side; null where it is not known. */
export interface LoadRow {
  /** What it belongs to: `Latency`. */
  readonly group: string;
  /** `p99`; empty where the group has one row. */
  readonly label: string;
  readonly cell: (figures: LoadFigures) => LoadCell | null;
}

const count = (value: number): string => value.toLocaleString('en-US');

const PERCENTILES = ['p50', 'p90', 'p99', 'p999'] as const;
const NAMES = { p50: 'p50', p90: 'p90', p99: 'p99', p999: 'p99.9' } as const;

function percentileCell(it: Percentile): LoadCell {
  const { low, high, note } = it;
  const value = percentileValue(it);
  if (value === null) return { value: '—', ...(note === undefined ? {} : { note }) };
  if (low === null || high === null) return { value, note: note ?? 'no interval' };
  return { value, interval: spanText(formatMilliseconds, low, high) };
}

type Pick = (figures: LoadFigures) => Distribution | null;

/** Percentiles of one quantity, and the n that they stand on. */
function distributionRows(group: string, pick: Pick, names: readonly (typeof PERCENTILES)[number][]): LoadRow[] {
  const of = (cell: (it: Distribution) => LoadCell) => (figures: LoadFigures) => {
    const it = pick(figures);
    return it === null ? null : cell(it);
  };
  return [
    ...names.map((name): LoadRow => ({ group, label: NAMES[name], cell: of((it) => percentileCell(it[name])) })),
    { group, label: 'n', cell: of(({ n }) => ({ value: count(n) })) },
  ];
}

const latency: readonly LoadRow[] = distributionRows('Latency', ({ latencyMs }) => latencyMs, PERCENTILES).map(
  (row) => ({
    ...row,
    cell: (figures) => {
      const withheld = figures.latencyWithheld;
      if (figures.latencyMs !== null || withheld === undefined) return row.cell(figures);
      return row.label === 'n' ? null : { value: '—', note: withheld };
    },
  }),
);

const shareCell = (it: ShareFigure): LoadCell => ({
  value: it.n === 0 ? '—' : `${count(it.count)} (${formatRatio(it.ratio)})`,
  ...(it.low === null || it.high === null ? {} : { interval: spanText(formatRatio, it.low, it.high) }),
});

function usdCell({ value, low, high, note }: UsdFigure): LoadCell {
  if (value === null) return { value: '—', ...(note === undefined ? {} : { note }) };
  const evidence = low === null || high === null ? undefined : spanText(formatUsd, low, high);
  return {
    value: formatUsd(value),
    ...(evidence === undefined ? {} : { interval: evidence }),
    ...(note === undefined ? {} : { note }),
  };
}

const cost = (label: string, pick: (it: NonNullable<LoadFigures['cost']>) => UsdFigure): LoadRow => ({
  group: 'Cost',
  label,
  cell: ({ cost: it }) => (it === null ? null : usdCell(pick(it))),
});

/** Where nothing of the kind happened at any size, no row is needed to say so. */
const seldom = (label: string, pick: (figures: LoadFigures) => number): LoadRow => ({
  group: 'Requests',
  label,
  cell: (figures) => (pick(figures) === 0 ? null : { value: count(pick(figures)) }),
});

const openCell = ({ meanOpen, meanOpenLow: low, meanOpenHigh: high }: LoadFigures): LoadCell => ({
  value: openText(meanOpen),
  ...(low == null || high == null ? {} : { interval: spanText(openText, low, high) }),
});
const openText = (value: number): string =>
  value.toLocaleString('en-US', { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });

const ENVIRONMENTS = { 'log-streams': 'by log streams', 'cold-starts': 'by cold starts', unknown: '' } as const;

/** Every figure of a load by memory size, in the order of the questions: did it get through, how fast, from where, how dear. */
export const LOAD_ROWS: readonly LoadRow[] = [
  { group: 'Rate', label: 'intended', cell: ({ intendedPerSecond: it }) => ({ value: rateText(it) }) },
  {
    group: 'Rate',
    label: 'achieved',
    cell: ({ achievedPerSecond: it, intendedPerSecond: of }) => ({
      value: rateText(it) + (of === 0 ? '' : ` (${formatRatio(it / of)})`),
    }),
  },
  ...latency,
  ...distributionRows('Duration', ({ durationMs }) => durationMs, ['p50', 'p90', 'p99']),
  ...distributionRows('Outside', ({ outsideMs }) => outsideMs, ['p50', 'p99']),
  ...distributionRows('Init', ({ initDurationMs }) => initDurationMs, ['p50', 'p99']),
  ...distributionRows('Sent late', ({ latenessMs }) => latenessMs, ['p50', 'p99']).filter(({ label }) => label !== 'n'),
  {
    group: 'Starts',
    label: 'cold',
    cell: ({ coldStarts: it }) => (it === null || it.n === 0 ? null : shareCell(it)),
  },
  { group: 'Open', label: 'mean', cell: openCell },
  {
    group: 'Open',
    label: 'expected',
    cell: ({ littlesLaw: it }) => (it === undefined ? null : { value: openText(it.expectedOpen) }),
  },
  { group: 'Open', label: 'at most', cell: ({ peakOpen }) => ({ value: count(peakOpen) }) },
  {
    group: 'Environments',
    label: 'at most',
    cell: ({ environments: { peak, source } }) =>
      peak === null ? null : { value: count(peak), note: ENVIRONMENTS[source] },
  },
  { group: 'Requests', label: 'due', cell: ({ counts }) => ({ value: count(counts.due) }) },
  { group: 'Requests', label: 'throttled', cell: ({ throttles }) => shareCell(throttles) },
  { group: 'Requests', label: 'failed', cell: ({ errors }) => shareCell(errors) },
  seldom('still open', ({ counts }) => counts.open),
  seldom('never sent', ({ counts }) => counts.dropped),
  seldom('retried', ({ counts }) => counts.retried),
  seldom('no report', ({ reports }) => Math.max(0, reports.expected - reports.found)),
  seldom('disturbed', ({ disturbed }) => disturbed),
  {
    group: 'Memory',
    label: 'at most',
    cell: ({ maxMemoryUsedMB: it }) => (it === null ? null : { value: formatMegabytes(it) }),
  },
  cost('this load', (it) => it.load),
  cost('an hour', (it) => it.perHour),
  cost('a million', (it) => it.perMillion),
];

/** The rows that some of these figures have something to say in. */
export const loadRowsOf = (all: readonly LoadFigures[]): readonly LoadRow[] =>
  LOAD_ROWS.filter(({ cell }) => all.some((figures) => cell(figures) !== null));

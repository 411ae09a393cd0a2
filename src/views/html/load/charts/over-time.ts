import type { LoadResult, LoadSecond } from '../../../../analysis/index.js';
import { rateText } from '../../../wording/index.js';
import type { Chart, Layer } from '../../charts/chart.js';
import { type SeriesStyle, scalesOf, stylesOf } from './series-style.js';
import { short, timeAxis } from './time-axis.js';

const HEIGHT = 200;

interface Quantity {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly of: (second: LoadSecond) => number | null;
  readonly inWords: (style: SeriesStyle) => string;
}

/** A line for each memory size. */
function chartOf(result: LoadResult, { id, title, caption, of, inWords }: Quantity, below: readonly Layer[]): Chart {
  const styles = stylesOf(result);
  const rows = styles.flatMap(({ arm, name }) =>
    arm.series.flatMap((it) => {
      const value = of(it);
      return value === null ? [] : [{ name, t: short(it.atS + it.seconds / 2), v: short(value) }];
    }),
  );
  const base = { id, title, caption, description: `${title}. ${styles.map(inWords).join('; ')}.` };
  if (rows.length === 0) return base;
  return {
    ...base,
    spec: {
      width: 'container',
      height: HEIGHT,
      encoding: {
        x: timeAxis(result),
        y: { type: 'quantitative', title: null, axis: { tickCount: 4, labelExpr: "format(datum.value, ',~r')" } },
      },
      layer: [
        ...below,
        {
          data: { values: rows },
          mark: { type: 'line', strokeWidth: 1.75 },
          encoding: { y: { field: 'v', type: 'quantitative' }, ...scalesOf(styles) },
        },
      ],
    },
  };
}

/** What arrived, which is the same at every size, in grey; what was answered, a line for each size. */
export function rateOverTime(result: LoadResult): Chart {
  const [longest] = [...result.arms].sort((a, b) => b.series.length - a.series.length);
  const due = (longest?.series ?? []).map(({ atS, seconds, due: count }) => ({
    t: short(atS),
    u: short(atS + seconds),
    v: short(count / seconds),
  }));
  const intended: Layer = {
    data: { values: due },
    mark: { type: 'rect', color: 'var(--muted)', opacity: 0.22 },
    encoding: {
      x: { field: 't', type: 'quantitative' },
      x2: { field: 'u' },
      y: { field: 'v', type: 'quantitative' },
      y2: { datum: 0 },
    },
  };
  return chartOf(
    result,
    {
      id: 'rate-over-time',
      title: 'Requests a second',
      caption: 'Grey: due, whatever came of them. Lines: answered well, at each memory size.',
      of: ({ answered, seconds }) => answered / seconds,
      inWords: ({ arm: { total }, name }) =>
        `${name}: ${rateText(total.achievedPerSecond)} answered of ${rateText(total.intendedPerSecond)} intended`,
    },
    due.length === 0 ? [] : [intended],
  );
}

/** Requests under way. */
export const openOverTime = (result: LoadResult): Chart =>
  chartOf(
    result,
    {
      id: 'open-over-time',
      title: 'Concurrency: requests under way',
      caption: 'Open at the end of each stretch of time, as the client sees them.',
      of: ({ open }) => open,
      inWords: ({ arm: { total }, name }) =>
        `${name}: ${total.meanOpen.toLocaleString('en-US', { maximumSignificantDigits: 3 })} on average, ${total.peakOpen.toLocaleString('en-US')} at most`,
    },
    [],
  );

const SOURCES = {
  'log-streams': 'Told apart by their log streams.',
  'cold-starts': 'One more with every cold start.',
  unknown: '',
} as const;

/** Execution environments; nothing where nothing told them apart. */
export function environmentsOverTime(result: LoadResult): Chart | undefined {
  const known = result.arms.filter(({ total }) => total.environments.source !== 'unknown');
  const [first] = known;
  if (first === undefined) return undefined;
  return chartOf(
    result,
    {
      id: 'environments-over-time',
      title: 'Concurrency: execution environments',
      caption: `That have answered, and not been idle for long. ${SOURCES[first.total.environments.source]}`.trim(),
      of: ({ environments }) => environments,
      inWords: ({ arm: { total }, name }) =>
        `${name}: ${total.environments.peak === null ? 'not known' : `${total.environments.peak.toLocaleString('en-US')} at most`}`,
    },
    [],
  );
}

import { type JudgedPromise, mostOf } from '../../../analysis/index.js';
import { freshText, mostText, promisedText, promiseName } from '../../wording/index.js';
import type { Chart, Layer } from '../charts/chart.js';
import { type Judged, type JudgedInterval, namedRows, verdictLayers } from '../charts/verdict-layers.js';
import { isFilled, PROMISE_COLOR, PROMISE_SHAPE } from './verdicts.js';

const ROW_HEIGHT = 34;

/** Figures of one unit share an axis. */
const UNITS = {
  percent: {
    title: 'Change against the memory size of before',
    labelExpr: "(datum.value === 0 ? '0' : format(datum.value, '+,~r')) + ' %'",
  },
  duration: { title: 'Durations', labelExpr: "format(datum.value, ',~r') + ' ms'" },
  cost: { title: 'Cost per million invocations', labelExpr: "format(datum.value, '$,.2f')" },
} as const;
type Unit = keyof typeof UNITS;

const unitOf = ({ promise }: JudgedPromise): Unit => {
  if (promise.kind === 'change') return 'percent';
  return promise.kind === 'level' && promise.of === 'cost' ? 'cost' : 'duration';
};

/** What was promised beside what was measured afresh, by unit; none of what was not measured. */
export const promiseCharts = (judged: readonly JudgedPromise[]): readonly Chart[] =>
  (Object.keys(UNITS) as Unit[]).flatMap((unit) => {
    const rows = judged.filter((it) => unitOf(it) === unit).flatMap(rowOf);
    return rows.length === 0 ? [] : [chartOf(unit, rows)];
  });

interface Row {
  readonly name: string;
  readonly verdict: JudgedPromise['verdict'];
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly promised: { readonly at: number; readonly low: number; readonly high: number } | undefined;
  readonly most: number;
  readonly tip: string;
}

function rowOf(it: JudgedPromise): Row[] {
  const { promise, verdict, fresh } = it;
  if (fresh === null) return [];
  const { value, low, high } = fresh;
  const name = promiseName(promise);
  const tip = `${name}: ${verdict}; promised ${promisedText(promise)}, kept by ${mostText(promise)}; measured ${freshText(it)}`;
  return [{ name, verdict, value, low, high, promised: promisedSpan(promise), most: mostOf(promise), tip }];
}

function promisedSpan(promise: JudgedPromise['promise']): Row['promised'] {
  if (promise.kind === 'limit') return undefined;
  const value = promise.kind === 'change' ? promise.percent : promise.value;
  return { at: value, low: promise.low ?? value, high: promise.high ?? value };
}

function chartOf(unit: Unit, rows: readonly Row[]): Chart {
  const { title, labelExpr } = UNITS[unit];
  const values = rows.flatMap(({ value, low, high, promised, most }) => [
    ...[value, low ?? value, high ?? value, most],
    ...(promised === undefined ? [] : [promised.low, promised.high]),
  ]);
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const margin = (greatest - least || Math.abs(greatest) || 1) * 0.08;
  return {
    id: `promise-${unit}`,
    title,
    caption: 'Grey: what was promised. Upright: what still keeps it. Point: measured afresh, with its interval.',
    description: `${title}. ${rows.map(({ tip }) => tip).join('; ')}.`,
    spec: {
      width: 'container',
      height: ROW_HEIGHT * rows.length,
      encoding: {
        y: namedRows(170),
        x: {
          type: 'quantitative',
          title: null,
          scale: { domain: [least - margin, greatest + margin], zero: false, nice: false },
          axis: { labelExpr, tickCount: 6, grid: true },
        },
      },
      layer: layersOf(rows),
    },
  };
}

const layersOf = (rows: readonly Row[]): Layer[] => [
  {
    data: { values: rows.flatMap(({ name, promised }) => (promised === undefined ? [] : [{ name, ...promised }])) },
    mark: { type: 'bar', height: ROW_HEIGHT - 10, color: 'var(--muted)', opacity: 0.22 },
    encoding: { x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' } },
  },
  {
    // A promise may be narrower than a pixel.
    data: { values: rows.flatMap(({ name, promised }) => (promised === undefined ? [] : [{ name, at: promised.at }])) },
    mark: { type: 'tick', color: 'var(--muted)', thickness: 2, size: ROW_HEIGHT - 10, opacity: 0.6 },
    encoding: { x: { field: 'at', type: 'quantitative' } },
  },
  {
    data: { values: rows.map(({ name, most }) => ({ name, most })) },
    mark: { type: 'tick', color: 'var(--ink)', thickness: 2.5, size: ROW_HEIGHT - 8 },
    encoding: { x: { field: 'most', type: 'quantitative' } },
  },
  ...verdictLayers(rows.flatMap(intervalOf), rows.map(judgedOf)),
];

const intervalOf = ({ name, low, high, verdict }: Row): JudgedInterval[] =>
  low === null || high === null ? [] : [{ name, low, high, color: PROMISE_COLOR[verdict] }];

const judgedOf = ({ name, value, verdict, tip }: Row): Judged => ({
  name,
  at: value,
  color: PROMISE_COLOR[verdict],
  shape: PROMISE_SHAPE[verdict],
  isFilled: isFilled(verdict),
  tip,
});

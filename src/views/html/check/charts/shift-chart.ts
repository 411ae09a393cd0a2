import { type CheckFinding, METRIC_NAMES, type Verdict } from '../../../../analysis/index.js';
import { METRIC_HEADINGS, percentFigure } from '../../../wording/index.js';
import type { Chart, Layer } from '../../charts/chart.js';
import { type Judged, namedRows, verdictLayers } from '../../charts/verdict-layers.js';
import { figureText } from '../figure-words.js';
import { type LimitBand, limitBand, relativeBand } from '../limit-band.js';
import { isFilled, VERDICT_COLOR, VERDICT_SHAPE } from '../verdict-mark.js';
import { bandOn, type PercentAxis, percentAxis, placeOf } from './percent-axis.js';

const ROW_HEIGHT = 30;

/** All metrics of one memory size on one axis: how far head lies from base, and what would count as a change. */
export function shiftChart(findings: readonly CheckFinding[], id: string, size: string): Chart {
  const rows = findings.filter(({ isExact }) => !isExact).flatMap(rowOf);
  const title = `Shift of head against base at ${size}`;
  const exact = findings.filter(({ isExact }) => isExact).map(({ metric }) => METRIC_NAMES[metric]);
  const caption = `With its 95 % interval, on a logarithmic axis. Grey: what the limits let pass.${exact.length === 0 ? '' : ` Not here: ${exact.join(', ')}, which is exact.`}`;
  const description = `${title}. ${rows.map(({ tip }) => tip).join('; ')}.`;
  if (rows.length === 0) return { id, title, caption, description };
  const x = percentAxis(
    rows.flatMap(({ value, low, high, onAxis }) => [value, low ?? value, high ?? value, onAxis.low, onAxis.high]),
  );
  return {
    id,
    title,
    caption,
    description,
    spec: {
      width: 'container',
      height: ROW_HEIGHT * rows.length,
      encoding: {
        y: namedRows(130),
        x: { type: 'quantitative', title: null, scale: x.scale, axis: { ...x.axis, grid: true } },
      },
      layer: layersOf(rows, x),
    },
  };
}

interface Row {
  readonly name: string;
  readonly verdict: Verdict;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly band: LimitBand;
  readonly onAxis: LimitBand;
  readonly tip: string;
}

function rowOf(finding: CheckFinding): Row[] {
  const { metric, verdict, shiftPercent, base, head } = finding;
  if (shiftPercent === null) return [];
  const name = METRIC_HEADINGS[metric];
  const tip = `${name}: ${verdict}, ${figureText(percentFigure(finding))}, n ${base.n} and ${head.n}`;
  return [{ name, verdict, ...shiftPercent, band: limitBand(finding), onAxis: relativeBand(finding), tip }];
}

const layersOf = (rows: readonly Row[], x: PercentAxis): Layer[] => [
  {
    data: { values: rows.map(({ name, band }) => ({ name, ...bandOn(x, band) })) },
    mark: { type: 'bar', height: ROW_HEIGHT - 6, color: 'var(--muted)', opacity: 0.16 },
    encoding: { x: { field: 'from', type: 'quantitative' }, x2: { field: 'to' } },
  },
  {
    data: { values: [{ at: 1 }] },
    mark: { type: 'rule', color: 'var(--muted)', strokeWidth: 1 },
    encoding: { x: { field: 'at', type: 'quantitative' }, y: { value: 0 }, y2: { value: 'height' } },
  },
  ...verdictLayers(rows.flatMap(intervalOf), rows.map(judgedOf)),
];

const intervalOf = ({ name, low, high, verdict }: Row) =>
  low === null || high === null
    ? []
    : [{ name, low: placeOf(low), high: placeOf(high), color: VERDICT_COLOR[verdict] }];

const judgedOf = ({ name, value, verdict, tip }: Row): Judged => ({
  name,
  at: placeOf(value),
  color: VERDICT_COLOR[verdict],
  shape: VERDICT_SHAPE[verdict],
  isFilled: isFilled(verdict),
  tip,
});

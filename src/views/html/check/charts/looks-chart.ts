import type { CheckFinding, CheckLook } from '../../../../analysis/index.js';
import { formatPercentChange } from '../../../../units/index.js';
import { METRIC_HEADINGS, spanText } from '../../../wording/index.js';
import type { Chart, Layer } from '../../charts/chart.js';
import { type LimitBand, limitBand, relativeBand } from '../limit-band.js';
import { isFilled, VERDICT_COLOR, VERDICT_SHAPE } from '../verdict-mark.js';
import { bandOn, type PercentAxis, percentAxis, placeOf } from './percent-axis.js';

const HEIGHT = 170;

/** How the verdict came about: what was known after each block. */
export function looksChart(finding: CheckFinding, id: string, size: string): Chart {
  const { looks, metric } = finding;
  const title = 'Look by look';
  const description = `${METRIC_HEADINGS[metric]} at ${size}, look by look. ${looks.map(lookText).join('; ')}.`;
  if (looks.length === 0)
    return { id, title, caption: 'Too little was measured for a first look.', description: `${title}: no look.` };
  const band = limitBand(finding);
  const onAxis = relativeBand(finding);
  const y = percentAxis(looks.flatMap((it) => [it.lowPercent, it.highPercent, onAxis.low, onAxis.high]));
  const last = Math.max(...looks.map(({ perSide }) => perSide));
  return {
    id,
    title,
    caption: captionOf(band, y),
    description,
    spec: {
      width: 'container',
      height: HEIGHT,
      encoding: {
        x: {
          type: 'quantitative',
          title: 'cold starts a side',
          scale: { domain: [0, last * 1.04], nice: false },
          axis: { tickCount: 5, tickMinStep: 5, grid: false, labelExpr: "format(datum.value, ',~r')" },
        },
        y: { type: 'quantitative', title: null, scale: y.scale, axis: y.axis },
      },
      layer: layersOf(looks, band, y),
    },
  };
}

/** Where the picture shows no end of what the limits let pass, words do. */
function captionOf(band: LimitBand, y: PercentAxis): string {
  const { from, to } = bandOn(y, band);
  const isCut = from > placeOf(band.low) || to < placeOf(band.high);
  const limits = isCut ? ` The limits let ${spanText(formatPercentChange, band.low, band.high)} pass.` : '';
  return `The shift after each block, with the bounds that are held against the limit.${limits}`;
}

function lookText({ perSide, shiftPercent, lowPercent, highPercent, verdict }: CheckLook): string {
  const bounds = spanText(formatPercentChange, lowPercent, highPercent);
  return `after ${perSide} a side ${formatPercentChange(shiftPercent)}, bounds ${bounds}, ${verdict}`;
}

const X = { field: 'x', type: 'quantitative' } as const;
const COLOR = { field: 'color', type: 'nominal', scale: null } as const;

const layersOf = (looks: readonly CheckLook[], band: LimitBand, y: PercentAxis): Layer[] => [
  {
    data: { values: [bandOn(y, band)] },
    mark: { type: 'rect', color: 'var(--muted)', opacity: 0.16 },
    encoding: {
      x: { value: 0 },
      x2: { value: 'width' },
      y: { field: 'from', type: 'quantitative' },
      y2: { field: 'to' },
    },
  },
  {
    data: { values: [{ at: 1 }] },
    mark: { type: 'rule', color: 'var(--muted)', strokeWidth: 1 },
    encoding: { x: { value: 0 }, x2: { value: 'width' }, y: { field: 'at', type: 'quantitative' } },
  },
  {
    data: { values: looks.map(({ perSide, shiftPercent }) => ({ x: perSide, y: placeOf(shiftPercent) })) },
    mark: { type: 'line', strokeWidth: 1.25, color: 'var(--ink)', opacity: 0.6 },
    encoding: { x: X, y: { field: 'y', type: 'quantitative' } },
  },
  {
    data: {
      values: looks.map((it) => ({
        x: it.perSide,
        low: placeOf(it.lowPercent),
        high: placeOf(it.highPercent),
        color: VERDICT_COLOR[it.verdict],
      })),
    },
    mark: { type: 'rule', strokeWidth: 3, strokeCap: 'round', opacity: 0.6 },
    encoding: { x: X, y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' }, color: COLOR },
  },
  ...[true, false].map((filled) =>
    marks(
      looks.filter(({ verdict }) => isFilled(verdict) === filled),
      filled,
    ),
  ),
];

const marks = (looks: readonly CheckLook[], filled: boolean): Layer => ({
  data: {
    values: looks.map((it) => ({
      x: it.perSide,
      y: placeOf(it.shiftPercent),
      color: VERDICT_COLOR[it.verdict],
      shape: VERDICT_SHAPE[it.verdict],
      tip: lookText(it),
    })),
  },
  mark: { type: 'point', size: 55, strokeWidth: 1.75, opacity: 1, ...(filled ? {} : { fill: 'var(--page)' }) },
  encoding: {
    x: X,
    y: { field: 'y', type: 'quantitative' },
    shape: { field: 'shape', type: 'nominal', scale: null },
    stroke: COLOR,
    ...(filled ? { fill: COLOR } : {}),
    tooltip: { field: 'tip', type: 'nominal' },
  },
});

import { type CheckFinding, type CheckPoint, formatMetric } from '../../../../analysis/index.js';
import { METRIC_HEADINGS, medianFigure, shiftFigure } from '../../../wording/index.js';
import type { Chart } from '../../charts/chart.js';
import { figureText } from '../figure-words.js';
import { type DrawnPoint, distributionLayers, LANE, type Side } from './distribution-layers.js';
import { layoutOf, swarm } from './dot-swarm.js';
import { type ValueWindow, valueWindow } from './value-window.js';

const HEIGHT = 170;
const SIDES: readonly Side[] = ['base', 'head'];

/** Both distributions with every point: what a verdict was made of, for whoever does not trust it. */
export function distributionChart(finding: CheckFinding, id: string, size: string): Chart {
  const { points } = finding;
  const title = 'Every value of both sides';
  const description = describe(finding, size);
  if (points.length === 0) return { id, title, caption: 'Nothing was measured.', description };
  const window = valueWindow(points);
  return {
    id,
    title,
    caption: captionOf(finding, window),
    description,
    spec: {
      width: 'container',
      height: HEIGHT,
      encoding: { x: xAxis(finding, window), y: yAxis },
      layer: distributionLayers(finding, drawnPoints(points, window)),
    },
  };
}

function drawnPoints(points: readonly CheckPoint[], { range, outside }: ValueWindow): DrawnPoint[] {
  const beyond = new Set(outside);
  const lanes = SIDES.map((side) => points.filter((it) => it.side === side && !beyond.has(it)));
  const layout = layoutOf(lanes, range);
  const inside = lanes.flatMap((lane, index) =>
    swarm(lane, layout).map(({ point, at, offset }): DrawnPoint => {
      const lies = LANE[SIDES[index] ?? 'base'];
      return { ...point, at: short(at), y: lies.middle + offset * lies.half, isBeyond: false };
    }),
  );
  const edges = outside.map((point): DrawnPoint => {
    const edge = point.value < range[0] ? range[0] : range[1];
    return { ...point, at: edge, y: LANE[point.side].middle, isBeyond: true };
  });
  return [...inside, ...edges];
}

/** Beside its value; six digits are more than a screen has. */
const short = (value: number): number => Number(value.toPrecision(6));

const AXIS_LABEL: Readonly<Record<CheckFinding['unit'], string>> = {
  ms: "datum.value >= 1000 ? format(datum.value / 1000, ',~r') + ' s' : format(datum.value, ',~r') + ' ms'",
  MB: "format(datum.value, ',~r') + ' MB'",
  USD: "format(datum.value, '$,.3~r')",
  bytes: "format(datum.value, ',~r') + ' bytes'",
};

const xAxis = ({ unit }: CheckFinding, { range }: ValueWindow) =>
  ({
    type: 'quantitative',
    title: null,
    scale: { domain: [...range] as number[], zero: false, nice: false },
    axis: {
      tickCount: 5,
      ...(unit === 'ms' || unit === 'USD' ? {} : { tickMinStep: 1 }),
      labelExpr: AXIS_LABEL[unit],
      grid: true,
    },
  }) as const;

const yAxis = {
  type: 'quantitative',
  title: null,
  scale: { domain: [0, 2] as number[], nice: false },
  axis: {
    values: SIDES.map((side) => LANE[side].middle),
    labelExpr: `datum.value > 1 ? 'base' : 'head'`,
    labelColor: 'var(--ink)',
    grid: false,
  },
} as const;

const count = (n: number, what: string): string => `${n.toLocaleString('en-US')} ${what}${n === 1 ? '' : 's'}`;

function captionOf({ base, head, unit, modes }: CheckFinding, { outside }: ValueWindow): string {
  const labels = [
    ...(base.outliers + head.outliers === 0 ? [] : [count(base.outliers + head.outliers, 'outlier')]),
    ...(base.disturbed + head.disturbed === 0 ? [] : [`${base.disturbed + head.disturbed} disturbed by the host`]),
  ];
  const labelled = labels.length === 0 ? '' : ` ${labels.join(' and ')}, labelled, none left out.`;
  return `${base.n} of base, ${head.n} of head; bars: medians with 95 % intervals.${labelled}${beyondText(outside, unit)}${modesText(modes, unit)}`;
}

/** Values that the axis does not reach are said: an arrow has no place. */
function beyondText(outside: readonly CheckPoint[], unit: CheckFinding['unit']): string {
  if (outside.length === 0) return '';
  const values = outside.slice(0, 4).map(({ side, value }) => `${formatMetric(unit, value)} (${side})`);
  const more = outside.length > 4 ? ` and ${outside.length - 4} more` : '';
  return ` Arrows at the edge: ${values.join(', ')}${more}.`;
}

function modesText(modes: CheckFinding['modes'], unit: CheckFinding['unit']): string {
  if (modes === null) return '';
  const centers = modes.centers.map((it) => formatMetric(unit, it)).join(' and ');
  const how = modes.areStrata ? 'compared each with its like' : 'hosts cannot be told apart';
  return ` Dashed: peaks near ${centers}; ${how}.`;
}

function describe(finding: CheckFinding, size: string): string {
  const side = (name: 'base' | 'head'): string => {
    const { n, median, outliers, disturbed } = finding[name];
    if (median === null) return `${name}: nothing measured`;
    return `${name}: median ${figureText(medianFigure(finding, name))}, n ${n}, ${count(outliers, 'outlier')}, ${disturbed} disturbed`;
  };
  const shifted = finding.shift === null ? 'no shift can be given' : `shift ${figureText(shiftFigure(finding))}`;
  return `${METRIC_HEADINGS[finding.metric]} at ${size}, every value. ${side('base')}; ${side('head')}; ${shifted}.`;
}

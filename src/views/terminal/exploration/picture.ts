import type { Result } from '../../../analysis/index.js';
import type { Decision } from '../../../curve/index.js';
import { type Exploration, type Quantity, quantityOf } from '../../wording/index.js';
import { clean, displayWidth, type Line, line, pieced, type Run } from '../layout/index.js';
import { curvePlot, LEAST_PLOT, PLOT_FRAME, type PlotState, plotLegend } from './curve-plot.js';

/** From here on the curves of cost and of duration have room beside each other. */
const TWO_PLOTS = 110;
const BETWEEN = 3;
/** Where there is more room than this the eye has to travel too far. */
const HIGHEST_PLOT = 16;
/** Below the plot. */
const LEGEND = 1;

export interface Room {
  readonly width: number;
  /** Lines. */
  readonly height: number;
}

/** What is known, drawn; undefined where there is nothing to draw, or no room for it. */
export function picture(
  result: Result,
  exploration: Exploration,
  state: PlotState,
  { width, height }: Room,
): Line[] | undefined {
  const { decision } = exploration;
  const rows = Math.min(HIGHEST_PLOT, height - PLOT_FRAME - LEGEND);
  if (decision === undefined || decision.curve.length === 0) return undefined;
  if (width < LEAST_PLOT.width || rows < LEAST_PLOT.height) return undefined;
  const known = { ...exploration, decision };
  const plot = (quantity: Quantity, columns: number) =>
    curvePlot(result, known, quantity, state.next, { width: columns, height: rows });
  const legend = line(plotLegend(result, known, state), 'quiet');
  if (width < TWO_PLOTS) return [...plot(quantityOf(result), width), legend];
  const columns = Math.floor((width - BETWEEN) / 2);
  return [...beside(plot('cost', columns), plot('duration', columns), columns + BETWEEN), legend];
}

const runsOf = ({ text, tone, runs }: Line): readonly Run[] => runs ?? [{ text, tone }];

/** Two drawings of the same height, the second one from a column on. */
const beside = (left: readonly Line[], right: readonly Line[], column: number): Line[] =>
  left.map((it, row) =>
    pieced([
      ...runsOf(it),
      { text: ' '.repeat(Math.max(1, column - displayWidth(it.text))), tone: 'plain' },
      ...(right[row] === undefined ? [] : runsOf(right[row])),
    ]),
  );

/** What the curve is believed to be, and what contradicted it last. */
export const beliefLines = ({ shape, doubts }: Decision): Line[] => [
  ...(shape === '' ? [] : [line(`Believed: ${clean(shape)}`, 'quiet')]),
  ...doubts.slice(-1).map((it) => line(`? ${clean(it)}`, 'warn')),
];

import { ARCHITECTURES } from '../../../pricing/index.js';
import { formatMegabytes } from '../../../units/index.js';
import { ROLES } from '../../wording/index.js';
import { ROLE_NAME } from '../roles.js';
import type { Layer } from './chart.js';
import { ANCHORS, LINE_HEIGHT, type Place, POSITIONS, type Position, placeLabels } from './label-placement.js';
import type { PlanePoint } from './plane-point.js';
import type { ValueAxis } from './value-axis.js';

export interface Axes {
  readonly x: ValueAxis;
  readonly y: ValueAxis;
}

/**
 * The sizes' names beside their points. One layer for each side and number of lines, as a text mark has one offset. The
 * recommended size chooses its side first.
 */
export function labelLayers(points: readonly PlanePoint[], axes: Axes): Layer[] {
  const distinct = new Set(points.map((point) => point.architecture)).size > 1;
  const rows = [...points]
    .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role))
    .map((point) => ({ x: point.x, value: point.value, text: labelText(point, distinct) }));
  const sides = placeLabels(
    rows.map((row) => ({ ...placeOf(row, axes), text: row.text })),
    linesOf(points).map((line) => line.map((point) => placeOf(point, axes))),
  );
  return POSITIONS.flatMap((side) =>
    [1, 2].flatMap((lines): Layer[] => {
      const values = rows.filter(({ text }, index) => sides[index] === side && text.split('\n').length === lines);
      return values.length === 0 ? [] : [labelLayer(values, textOffset(side, lines))];
    }),
  );
}

/** Space is short, so the architecture is said where it matters most; elsewhere the dashes of the line say it. */
function labelText({ size, role, architecture }: PlanePoint, distinct: boolean): string {
  const name = formatMegabytes(size.memorySizeMB);
  if (role === 'other') return name;
  return `${name}\n${distinct ? `${architecture}, ` : ''}${ROLE_NAME[role]}`;
}

const labelLayer = (values: { x: number; value: number; text: string }[], offset: TextOffset): Layer => ({
  data: { values },
  mark: { type: 'text', fontSize: 11, lineBreak: '\n', lineHeight: LINE_HEIGHT, color: 'var(--ink)', ...offset },
  encoding: { y: { field: 'value', type: 'quantitative' }, text: { field: 'text', type: 'nominal' } },
});

type TextOffset = ReturnType<typeof textOffset>;

/** Vega hangs the further lines of a text below its first one, so that upwards they must be lifted. */
function textOffset(side: Position, lines: number) {
  const anchor = ANCHORS[side];
  const lift = { top: 0, middle: 0.5, bottom: 1 }[anchor.baseline] * (lines - 1) * LINE_HEIGHT;
  return { ...anchor, dy: anchor.dy - lift };
}

/** The points that the path joins, an architecture at a time. */
const linesOf = (points: readonly PlanePoint[]): PlanePoint[][] =>
  ARCHITECTURES.map((architecture) =>
    points.filter((point) => point.architecture === architecture).sort((a, b) => a.at - b.at),
  );

const placeOf = (point: { readonly x: number; readonly value: number }, { x, y }: Axes): Place => ({
  x: shareOf(x, point.x),
  y: shareOf(y, point.value),
});

/** Where on the axis a value lies, from 0 to 1. */
function shareOf({ scale }: ValueAxis, value: number): number {
  const logarithmic = scale.type === 'log';
  const [low = 0, high = 1] = scale.domain.map((end) => (logarithmic ? Math.log(end) : end));
  return ((logarithmic ? Math.log(value) : value) - low) / (high - low);
}

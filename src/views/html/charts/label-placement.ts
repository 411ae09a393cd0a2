/** x to the right and y upwards, both from 0 to 1 of the plot. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A point and the words to be put beside it, in one line or more. */
export interface Labelled extends Place {
  readonly text: string;
}

/** In the order of preference. Corners come before above and below, as they keep clear of steep lines. */
export const POSITIONS = [
  'right',
  'left',
  'above-right',
  'below-right',
  'above-left',
  'below-left',
  'above',
  'below',
] as const;
export type Position = (typeof POSITIONS)[number];

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Plots from the narrowest (a 360 px screen) to the widest: what keeps clear of each other in the first does so in all,
 * but the slope of a line differs in each.
 */
const WIDTHS = [258, 400, 540];
const HEIGHT = 212;
const CHARACTER = 6.3;
export const LINE_HEIGHT = 14;
const MARK = 6;

/** What is drawn in a plot of one width. */
interface Plot {
  readonly width: number;
  readonly marks: readonly Box[];
  readonly strokes: readonly Box[];
  readonly labels: Box[];
}

/**
 * A side for the label of each point, so that no label covers another or a mark, nor a line if that can be had; first
 * come, first served, so the caller puts what matters first. `undefined` where no side is free: the table and the
 * tooltip still name the point. Vega-lite puts labels on one fixed side, and the sizes near the knee of the curve lie
 * close together.
 *
 * @param lines the points that each line of the chart joins, in its order.
 */
export function placeLabels(
  points: readonly Labelled[],
  lines: readonly (readonly Place[])[] = [],
): (Position | undefined)[] {
  const plots = WIDTHS.map((width): Plot => {
    const marks = points.map((point) => around(pixels(point, width), MARK, MARK));
    const strokes = lines.flatMap((line) => strokeBoxes(line.map((place) => pixels(place, width))));
    return { width, marks, strokes, labels: [] };
  });
  return points.map((point, own) => {
    const free = POSITIONS.filter((side) => plots.every((plot) => isFree(point, own, side, plot)));
    const position =
      free.find((side) => plots.every((plot) => !hits(labelBox(point, side, plot.width), plot.strokes))) ?? free[0];
    if (position !== undefined) for (const plot of plots) plot.labels.push(labelBox(point, position, plot.width));
    return position;
  });
}

function isFree(point: Labelled, own: number, side: Position, { width, marks, labels }: Plot): boolean {
  const box = labelBox(point, side, width);
  const others = marks.filter((_, index) => index !== own);
  return (
    box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= HEIGHT && !hits(box, [...others, ...labels])
  );
}

/** From shares of the plot to pixels from its upper left corner. */
const pixels = ({ x, y }: Place, width: number): Place => ({ x: x * width, y: (1 - y) * HEIGHT });

const around = ({ x, y }: Place, halfWidth: number, halfHeight: number): Box => ({
  left: x - halfWidth,
  right: x + halfWidth,
  top: y - halfHeight,
  bottom: y + halfHeight,
});

/** A line as small boxes in a row, near enough to each other that no text fits between two. */
function strokeBoxes(line: readonly Place[]): Box[] {
  return line.slice(1).flatMap((to, index) => {
    const from = line[index] ?? to;
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4));
    return Array.from({ length: steps + 1 }, (_, step) => {
      const share = step / steps;
      return around({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }, 1, 1);
    });
  });
}

/** From the point to the anchor of its label, in pixels, and the side of the anchor that the text is on. */
export const ANCHORS = {
  right: { dx: 9, dy: 0, align: 'left', baseline: 'middle' },
  left: { dx: -9, dy: 0, align: 'right', baseline: 'middle' },
  'above-right': { dx: 4, dy: -8, align: 'left', baseline: 'bottom' },
  'below-right': { dx: 4, dy: 8, align: 'left', baseline: 'top' },
  'above-left': { dx: -4, dy: -8, align: 'right', baseline: 'bottom' },
  'below-left': { dx: -4, dy: 8, align: 'right', baseline: 'top' },
  above: { dx: 0, dy: -9, align: 'center', baseline: 'bottom' },
  below: { dx: 0, dy: 9, align: 'center', baseline: 'top' },
} as const satisfies Record<Position, { dx: number; dy: number; align: string; baseline: string }>;

function labelBox(point: Labelled, side: Position, plotWidth: number): Box {
  const lines = point.text.split('\n');
  const halfWidth = (Math.max(...lines.map((line) => line.length)) * CHARACTER) / 2;
  const halfHeight = (lines.length * LINE_HEIGHT) / 2;
  const { dx, dy, align, baseline } = ANCHORS[side];
  const { x, y } = pixels(point, plotWidth);
  const beside = { left: halfWidth, center: 0, right: -halfWidth }[align];
  const level = { top: halfHeight, middle: 0, bottom: -halfHeight }[baseline];
  return around({ x: x + dx + beside, y: y + dy + level }, halfWidth, halfHeight);
}

const hits = (box: Box, others: readonly Box[]): boolean =>
  others.some(
    (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
  );

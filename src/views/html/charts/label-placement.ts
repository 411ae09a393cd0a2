export const POSITIONS = ['right', 'left', 'above', 'below'] as const;
export type Position = (typeof POSITIONS)[number];

/** x to the right and y upwards, both from 0 to 1 of the plot. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A point and the words to be put beside it, in one line or more. */
export interface Labelled extends Place {
  readonly text: string;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The narrowest plot (a 360 px screen): labels that keep clear of each other there do so everywhere. */
const PLOT = { width: 258, height: 212 };
const CHARACTER = 6.3;
export const LINE_HEIGHT = 14;
const MARK = 6;
export const LABEL_GAP = 9;

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
  const marks = points.map((point) => around(pixels(point), MARK, MARK));
  const stroke = lines.flatMap((line) => strokeBoxes(line.map(pixels)));
  const placed: Box[] = [];
  return points.map((point, own) => {
    const taken = [...marks.filter((_, index) => index !== own), ...placed];
    const free = POSITIONS.filter((side) => isFree(labelBox(point, side), taken));
    const position = free.find((side) => isFree(labelBox(point, side), stroke)) ?? free[0];
    if (position !== undefined) placed.push(labelBox(point, position));
    return position;
  });
}

/** From shares of the plot to pixels from its upper left corner. */
const pixels = ({ x, y }: Place): Place => ({ x: x * PLOT.width, y: (1 - y) * PLOT.height });

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

function labelBox(point: Labelled, side: Position): Box {
  const lines = point.text.split('\n');
  const halfWidth = (Math.max(...lines.map((line) => line.length)) * CHARACTER) / 2;
  const halfHeight = (lines.length * LINE_HEIGHT) / 2;
  const { x, y } = pixels(point);
  const beside = { right: x + LABEL_GAP + halfWidth, left: x - LABEL_GAP - halfWidth, above: x, below: x }[side];
  const level = { right: y, left: y, above: y - LABEL_GAP - halfHeight, below: y + LABEL_GAP + halfHeight }[side];
  return around({ x: beside, y: level }, halfWidth, halfHeight);
}

const isFree = (box: Box, taken: readonly Box[]): boolean =>
  box.left >= 0 &&
  box.right <= PLOT.width &&
  box.top >= 0 &&
  box.bottom <= PLOT.height &&
  !taken.some((other) => overlaps(box, other));

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

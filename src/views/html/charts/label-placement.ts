/** A point to be labelled; x to the right and y upwards, both from 0 to 1 of the plot. */
export interface Labelled {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export const POSITIONS = ['right', 'left', 'above', 'below'] as const;
export type Position = (typeof POSITIONS)[number];

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The narrowest plot (a 360 px screen): labels that keep clear of each other there do so everywhere. */
const PLOT = { width: 258, height: 210 };
const CHARACTER = 6.3;
const HALF_LINE = 7;
const MARK = 6;
export const LABEL_GAP = 10;

/**
 * A side for the label of each point, so that no label covers another or a mark; first come, first served, so the
 * caller puts what matters first. `undefined` where no side is free: the table and the tooltip still name the point.
 * Vega-lite places labels at one fixed side, and the sizes near the knee of the curve lie close together.
 */
export function placeLabels(points: readonly Labelled[]): (Position | undefined)[] {
  const taken: Box[] = points.map((point) => around(centre(point), MARK, MARK));
  return points.map((point, own) => {
    const position = POSITIONS.find((side) => {
      const box = labelBox(point, side);
      return inside(box) && !taken.some((other, index) => index !== own && overlaps(box, other));
    });
    if (position !== undefined) taken.push(labelBox(point, position));
    return position;
  });
}

const centre = ({ x, y }: Labelled) => ({ x: x * PLOT.width, y: (1 - y) * PLOT.height });

const around = ({ x, y }: { x: number; y: number }, halfWidth: number, halfHeight: number): Box => ({
  left: x - halfWidth,
  right: x + halfWidth,
  top: y - halfHeight,
  bottom: y + halfHeight,
});

function labelBox(point: Labelled, side: Position): Box {
  const half = (point.text.length * CHARACTER) / 2;
  const { x, y } = centre(point);
  const beside = { right: x + LABEL_GAP + half, left: x - LABEL_GAP - half, above: x, below: x }[side];
  const level = { right: y, left: y, above: y - LABEL_GAP - HALF_LINE, below: y + LABEL_GAP + HALF_LINE }[side];
  return around({ x: beside, y: level }, half, HALF_LINE);
}

const inside = (box: Box): boolean =>
  box.left >= 0 && box.right <= PLOT.width && box.top >= 0 && box.bottom <= PLOT.height;

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

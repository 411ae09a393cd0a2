/** A point, and how far from the middle of its lane it is drawn, from -1 to 1. */
export interface Dot<Point> {
  readonly point: Point;
  readonly offset: number;
}

/** Dots of 5 pixels on a chart of some 350. */
const COLUMNS = 70;

/** As far from the next one in its column as dots may be, so that few of them stay near the middle. */
const LARGEST_STEP = 0.16;

/**
 * Every point at its own value; those that would hide each other are moved aside from the middle of the lane in turns, so
 * that the swarm is as thick as the values are dense. One step for both sides, so that thickness can be compared.
 *
 * @param step from `stepOf`
 */
export function swarm<Point extends { readonly value: number }>(
  points: readonly Point[],
  window: readonly [low: number, high: number],
  step: number,
): Dot<Point>[] {
  const inColumn = new Map<number, number>();
  return points.map((point) => {
    const column = columnOf(point.value, window);
    const before = inColumn.get(column) ?? 0;
    inColumn.set(column, before + 1);
    const away = Math.ceil(before / 2) * (before % 2 === 0 ? 1 : -1);
    return { point, offset: Number((away * step).toFixed(3)) };
  });
}

/** The step with which the fullest column of all lanes just fits into its lane. */
export function stepOf(
  lanes: readonly (readonly { readonly value: number }[])[],
  window: readonly [low: number, high: number],
): number {
  const counts = lanes.flatMap((points) => {
    const inColumn = new Map<number, number>();
    for (const { value } of points) {
      const column = columnOf(value, window);
      inColumn.set(column, (inColumn.get(column) ?? 0) + 1);
    }
    return [...inColumn.values()];
  });
  const fullest = counts.reduce((most, it) => Math.max(most, it), 1);
  return Math.min(LARGEST_STEP, 1 / Math.ceil(Math.max(1, (fullest - 1) / 2)));
}

const columnOf = (value: number, [low, high]: readonly [number, number]): number =>
  Math.round((COLUMNS * (value - low)) / (high - low || 1));

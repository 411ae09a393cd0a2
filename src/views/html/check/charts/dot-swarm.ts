/** A point, and how far from the middle of its lane it is drawn, from -1 to 1, at its value or right beside it. */
export interface Dot<Point> {
  readonly point: Point;
  readonly at: number;
  readonly offset: number;
}

/** Dots of 5 pixels on a chart of some 350. */
const COLUMNS = 70;

/** As many as lie above each other before equal values are laid beside each other, and how far apart they are then. */
const MOST_ROWS = 13;
const LARGEST_STEP = 2 / (MOST_ROWS - 1);

/** Wider than this a heap of equal values could be taken for a spread. */
const MOST_ABREAST = 9;

/** How all lanes of a chart are laid out, so that thickness can be compared. */
export interface Layout {
  readonly columnOf: (value: number) => number;
  /** In the value's unit. */
  readonly columnWidth: number;
  /** Dots beside each other in a row; one unless the values lie apart, as whole milliseconds do. */
  readonly abreast: number;
  readonly step: number;
}

type Valued = { readonly value: number };

/** The layout in which the fullest column of all lanes just fits into its lane. */
export function layoutOf(lanes: readonly (readonly Valued[])[], [low, high]: readonly [number, number]): Layout {
  const columnWidth = (high - low || 1) / COLUMNS;
  const columnOf = (value: number): number => Math.round((value - low) / columnWidth);
  const fullest = Math.max(1, ...lanes.flatMap((points) => [...columns(points, columnOf).values()]));
  const occupied = [...columns(lanes.flat(), columnOf).keys()].sort((a, b) => a - b);
  const gap = occupied
    .slice(1)
    .reduce((least, it, index) => Math.min(least, it - (occupied[index] ?? 0)), MOST_ABREAST);
  const abreast = Math.max(1, Math.min(gap - 1, Math.ceil(fullest / MOST_ROWS)));
  const aside = Math.ceil((Math.ceil(fullest / abreast) - 1) / 2);
  return { columnOf, columnWidth, abreast, step: Math.min(LARGEST_STEP, 1 / Math.max(1, aside)) };
}

function columns(points: readonly Valued[], columnOf: Layout['columnOf']): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { value } of points) counts.set(columnOf(value), (counts.get(columnOf(value)) ?? 0) + 1);
  return counts;
}

/**
 * Those that would hide each other are moved aside from the middle of the lane in turns, so that the swarm is as thick as
 * the values are dense; a heap of equal ones, of which there are many in whole milliseconds, grows sideways too.
 */
export function swarm<Point extends Valued>(points: readonly Point[], layout: Layout): Dot<Point>[] {
  const { columnOf, columnWidth, abreast, step } = layout;
  const inColumn = new Map<number, number>();
  return points.map((point) => {
    const column = columnOf(point.value);
    const before = inColumn.get(column) ?? 0;
    inColumn.set(column, before + 1);
    const row = Math.floor(before / abreast);
    const away = Math.ceil(row / 2) * (row % 2 === 0 ? 1 : -1);
    const beside = ((before % abreast) - (abreast - 1) / 2) * columnWidth;
    return { point, at: point.value + beside, offset: Number((away * step).toFixed(3)) };
  });
}

/** Values of one unit in each cold start of both sides. */
export interface Pair {
  readonly base: readonly number[];
  readonly head: readonly number[];
}

export interface Noise<P extends Pair> {
  /** Those whose middles lie further apart than chance explains. */
  readonly changed: readonly P[];
  /** How far the middles of any of the others may lie apart by chance. */
  readonly noiseMs: number;
}

/** That among all units one is called changed that is not. */
const CHANCE = 0.05;

/**
 * Tells what has changed from what may be chance. The cold starts are dealt out to two sides in every way there is; a
 * unit has changed where no unit at all differs as much in 95 of 100 ways. What has changed is then put aside, and the
 * next asked the same of the rest (Westfall and Young 1993, step-down max T). That holds for any number of units, however
 * their times are spread, and where a busy host slows all of them in the same cold start.
 * @returns undefined with too few cold starts for 95 of 100 ways
 */
export function noiseOf<P extends Pair>(pairs: readonly P[]): Noise<P> | undefined {
  const [first] = pairs;
  if (first === undefined) return undefined;
  if (!canTellChance(first.base.length, first.head.length)) return undefined;
  const ways = waysToChoose(first.base.length + first.head.length, first.base.length);
  const differences = pairs
    .map((pair) => ({ pair, each: differencesOf(pair, ways) }))
    .sort((a, b) => (a.each[0] ?? 0) - (b.each[0] ?? 0));
  // Of the units up to each, in each way.
  const largest: number[][] = [];
  for (const { each } of differences) {
    const below = largest.at(-1);
    largest.push(each.map((value, way) => Math.max(value, below?.[way] ?? 0)));
  }
  let kept = differences.length;
  while (kept > 0 && hasChanged(differences[kept - 1]?.each[0] ?? 0, largest[kept - 1] ?? [])) kept -= 1;
  return {
    changed: differences.slice(kept).map(({ pair }) => pair),
    noiseMs: (largest[kept - 1] ?? []).toSorted((a, b) => b - a)[Math.floor(CHANCE * ways.length)] ?? 0,
  };
}

/** Whether 95 of 100 ways are not all: every way has its mirror image, which differs as much. */
export function canTellChance(base: number, head: number): boolean {
  let ways = 1;
  for (let n = 1; n <= base; n++) ways = (ways * (head + n)) / n;
  return 2 / ways <= CHANCE;
}

const hasChanged = (observed: number, largest: readonly number[]): boolean =>
  largest.filter((value) => value >= observed).length <= CHANCE * largest.length;

/** How far the middles lie apart, in each way to deal out the cold starts; first as they were. */
function differencesOf({ base, head }: Pair, ways: readonly Way[]): number[] {
  const values = [...base, ...head];
  const at = (index: number): number => values[index] ?? 0;
  return ways.map(({ ones, others }) => Math.abs(midmean(others.map(at)) - midmean(ones.map(at))));
}

/**
 * Mean without a quarter at either end, as far as that is whole: one odd cold start of five does not move it. Medians were
 * dropped: where five and five have nothing in common, a twentieth of all ways to deal them out has the same two medians, or,
 * with equal values, more, and the surest of changes may be chance.
 */
function midmean(values: readonly number[]): number {
  const cut = Math.floor(values.length / 4);
  const kept = values.toSorted((a, b) => a - b).slice(cut, values.length - cut);
  return kept.reduce((sum, it) => sum + it, 0) / kept.length;
}

interface Way {
  readonly ones: readonly number[];
  readonly others: readonly number[];
}

/** Of ten, 252 ways to choose five, the first five first. */
function waysToChoose(of: number, count: number): Way[] {
  const all = Array.from({ length: of }, (_, index) => index);
  return choices(of, count, 0).map((ones) => ({ ones, others: all.filter((index) => !ones.includes(index)) }));
}

function choices(of: number, count: number, from: number): number[][] {
  if (count === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first <= of - count; first++) {
    for (const rest of choices(of, count - 1, first + 1)) found.push([first, ...rest]);
  }
  return found;
}

import { seededRandom } from './random.js';
import { type Sample, sampleOf } from './sample.js';

/**
 * Hartigan's dip (Hartigan and Hartigan 1985, Annals of Statistics 13): the largest distance of the empirical distribution
 * from the unimodal one that is nearest to it. At least 1 / (2n), at most a quarter.
 *
 * The nearest one is convex up to its modal interval and concave beyond it. The interval begins as the whole range and
 * closes in on where minorant and majorant are furthest apart, until what it leaves outside is further from the data than
 * that (Applied Statistics algorithm 217, P. M. Hartigan 1985; with the correction of Maechler 2003).
 */
export function dip(sample: Sample): number {
  const n = sample.length;
  let [low, high, largest] = [0, n - 1, 1];
  if (n < 4 || sample[0] === sample[n - 1]) return largest / (2 * n);
  for (;;) {
    const minorant = hull(sample, low, high, 1);
    const majorant = hull(sample, low, high, -1);
    const gap = widestGap(sample, minorant, majorant);
    if (gap.distance < largest) break;
    const outside = [
      ...pairsOf(minorant).filter(([, to]) => to <= gap.low),
      ...pairsOf(majorant).filter(([from]) => from >= gap.high),
    ].map(([from, to]) => furthest(sample, from, to, to <= gap.low ? 1 : -1));
    largest = Math.max(largest, ...outside);
    if (gap.low === low && gap.high === high) break;
    [low, high] = [gap.low, gap.high];
  }
  return largest / (2 * n);
}

const at = (sample: Sample, index: number): number => sample[index] as number;

/** Knots of the greatest convex minorant (side 1) or the least concave majorant (side -1) of the points (value, index). */
function hull(sample: Sample, low: number, high: number, side: 1 | -1): number[] {
  const knots: number[] = [];
  for (let i = low; i <= high; i++) {
    while (knots.length > 1 && turn(sample, knots.at(-2) ?? 0, knots.at(-1) ?? 0, i) * side <= 0) knots.pop();
    knots.push(i);
  }
  return knots;
}

/** Above zero where the way over b bends upwards. */
const turn = (sample: Sample, a: number, b: number, c: number): number =>
  (at(sample, b) - at(sample, a)) * (c - b) - (at(sample, c) - at(sample, b)) * (b - a);

interface Gap {
  readonly distance: number;
  /** Knots of minorant and majorant between which it lies. */
  readonly low: number;
  readonly high: number;
}

function widestGap(sample: Sample, minorant: readonly number[], majorant: readonly number[]): Gap {
  const [first, last] = [minorant[0] ?? 0, minorant.at(-1) ?? 0];
  let widest: Gap = { distance: 1, low: first, high: last };
  const knots = [...new Set([...minorant, ...majorant])].sort((a, b) => a - b).slice(1, -1);
  for (const knot of knots) {
    const distance = heightAt(sample, majorant, knot) - heightAt(sample, minorant, knot) + 1;
    if (distance < widest.distance) continue;
    const low = minorant.findLast((it) => it <= knot) ?? first;
    widest = { distance, low, high: majorant.find((it) => it >= knot) ?? last };
  }
  return widest;
}

function heightAt(sample: Sample, knots: readonly number[], index: number): number {
  const right = Math.max(
    1,
    knots.findIndex((knot) => knot >= index),
  );
  const [from, to] = [knots[right - 1] as number, knots[right] as number];
  if (index === to || at(sample, to) === at(sample, from)) return index;
  return from + ((at(sample, index) - at(sample, from)) * (to - from)) / (at(sample, to) - at(sample, from));
}

const pairsOf = (knots: readonly number[]): (readonly [number, number])[] =>
  knots.slice(1).map((to, index) => [knots[index] as number, to] as const);

/** How far the steps of the data lie above (side 1) or below (side -1) the chord between two knots; at least one step. */
function furthest(sample: Sample, from: number, to: number, side: 1 | -1): number {
  const width = at(sample, to) - at(sample, from);
  if (to - from <= 1 || width === 0) return 1;
  let largest = 1;
  for (let i = from; i <= to; i++) {
    const chord = ((at(sample, i) - at(sample, from)) * (to - from)) / width;
    largest = Math.max(largest, side * (i - from - chord) + 1);
  }
  return largest;
}

/** Enough to tell 1 % from 2 %. */
const DRAWS = 1000;

/**
 * The chance of a dip this deep or deeper of as many values of a uniform distribution, by seeded simulation. The uniform is
 * the unimodal distribution that dips most, so that the chance is rather too high. @param n how many values it was found in
 */
export function dipChance(depth: number, n: number): number {
  const known = UNIFORM_DIPS.get(n) ?? uniformDips(n);
  UNIFORM_DIPS.set(n, known);
  return (known.filter((it) => it >= depth - 1e-12).length + 1) / (DRAWS + 1);
}

const UNIFORM_DIPS = new Map<number, readonly number[]>();

function uniformDips(n: number): readonly number[] {
  const random = seededRandom(n);
  return Array.from({ length: DRAWS }, () => {
    const drawn = sampleOf(Array.from({ length: n }, random));
    return drawn === undefined ? 0 : dip(drawn);
  });
}

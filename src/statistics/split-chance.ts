import { type Random, seededRandom } from './random.js';
import { bestSplit, excessOf, type SeriesPoint, weightedSeries } from './splits.js';
import { studentBound } from './student.js';

/** As many made-up series at most; a chance below one in four thousand is not told apart. */
const MOST_DRAWS = 3999;
/** So many that split as well or better are enough to know that it is nothing (Besag and Clifford 1991, Biometrika 78). */
const ENOUGH = 20;

/**
 * The chance that a series of one level has a split as good as this, at its best place: counted over made-up series of points
 * as well known as these, of which all that was taken from the data is taken anew. Their noise is Student's with five degrees
 * of freedom, as days differ by more than a normal distribution allows now and then; where the noise is normal the chance is
 * a little too large.
 */
export function splitChance(points: readonly SeriesPoint[], statistic: number, seed: number): number {
  const random = seededRandom(seed);
  const excess = excessOf(points);
  const scale = points.map(({ variance }) => Math.sqrt(variance + excess));
  let better = 0;
  for (let draw = 1; draw <= MOST_DRAWS; draw++) {
    const made = points.map(({ variance }, i) => ({ value: (scale[i] as number) * noise(random), variance }));
    if ((bestSplit(weightedSeries(made))?.statistic ?? 0) >= statistic) better += 1;
    if (better === ENOUGH) return better / draw;
  }
  return (better + 1) / (MOST_DRAWS + 1);
}

const DEGREES = 5;
/** Quantiles of the noise, above the middle, at even chances; of variance one. */
let quantiles: readonly number[] | undefined;
const STEPS = 1024;

function noise(random: Random): number {
  quantiles ??= Array.from(
    { length: STEPS },
    (_, i) => studentBound((i + 0.5) / STEPS, DEGREES) * Math.sqrt((DEGREES - 2) / DEGREES),
  );
  const drawn = random() * 2 * STEPS;
  const index = Math.floor(drawn);
  return index < STEPS ? (quantiles[index] as number) : -(quantiles[index - STEPS] as number);
}

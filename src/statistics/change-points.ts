/*
 * Changes of level in a series of few points that are known with unequal errors: medians of ten or a hundred cold starts,
 * from sessions days apart.
 *
 * The series is cut where the levels before and after lie farthest apart by the errors of their points (the F statistic of
 * a weighted regression on a step, over all places for it: Quandt 1960, Andrews 1993), each part is cut again (Vostrikova
 * 1981), and at the end every cut is looked for once more between its neighbours (Bai 1997) and goes where it does not
 * hold any more. What counts is not the table of a limit for many points but the same statistic of made-up series of
 * points as well known as these, each at its own best place (`splitChance`): that holds from four points on. The level is shared by the
 * parts by their length (Bonferroni), so that a series without a change gets one with a chance of `alpha`; of
 * shuffled days of cold starts of functions that never changed that was seen to hold (`npm run bench:history`).
 *
 * Not taken: PELT with a penalty (Killick 2012) and E-divisive (James and Matteson 2014; MongoDB's and Hunter's way). A
 * penalty promises nothing for ten points, and permutations of fewer than eight cannot be significant at all, nor are
 * points of unequal errors exchangeable. Both, as narrowest-over-threshold, need more points than a month of nights has.
 * Neither knows of drift: points that follow each other are taken for independent, and a slow drift comes out in steps.
 */
import type { Interval } from './interval.js';
import { type Draws, Noise } from './noise.js';
import { splitChance } from './split-chance.js';
import {
  bestSplit,
  FEWEST_ON_A_SIDE,
  type SeriesPoint,
  type Split,
  splitsOf,
  type WeightedSeries,
  weightedSeries,
} from './splits.js';
import { studentBound } from './student.js';

export interface ChangePoint {
  /** Index of the first point of the new level, where that is most likely. */
  readonly at: number;
  /** `at` lies between these, both included, with the level of the interval. */
  readonly earliest: number;
  readonly latest: number;
  /** New level less the old one, between the neighbouring changes. */
  readonly step: number;
  readonly interval: Interval;
  /** That a series without a change has so good a split somewhere; in this part of the series alone. */
  readonly chance: number;
}

/** Fewer points have no two levels of two points each. */
export const FEWEST_POINTS = 2 * FEWEST_ON_A_SIDE;
const LEVEL = 0.95;

/** A series whose parts are looked at again and again: made-up series are dear, and each part is tried by them once. */
export class SearchedSeries {
  readonly #tried = new Map<string, Tried>();

  /** @param noise that series have in common: the same for each, so that it does not matter how many there are */
  constructor(
    readonly points: readonly SeriesPoint[],
    private readonly noise: Draws = new Noise(1),
  ) {}

  /** The best split of a part, and the chance of one as good where nothing changes: 1 where there are too few points. */
  part(from: number, to: number): Tried {
    const key = `${from}-${to}`;
    const known = this.#tried.get(key);
    if (known !== undefined) return known;
    const part = this.points.slice(from, to);
    const split = to - from < FEWEST_POINTS ? undefined : bestSplit(weightedSeries(part));
    const chance = split === undefined || split.step === 0 ? 1 : splitChance(part, split.statistic, this.noise);
    const tried = { split, chance };
    this.#tried.set(key, tried);
    return tried;
  }
}

interface Tried {
  readonly split: Split | undefined;
  readonly chance: number;
}

/** The chance of the best split of the whole series where nothing changes; 1 where there are too few points. */
export const changeChance = (series: SearchedSeries): number => series.part(0, series.points.length).chance;

/** Changes of level in the order of the points. Deterministic. @param alpha chance of any where nothing changes */
export function changePoints(series: SearchedSeries, alpha = 0.05): readonly ChangePoint[] {
  const search = { series, alpha };
  const { points } = series;
  let cuts = cutsWithin(search, 0, points.length);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const again = relocated(search, cuts);
    if (again.join() === cuts.join()) break;
    cuts = again;
  }
  return bounded(cuts, points.length).flatMap(([from, , to]) => {
    const found = lookWithin(search, from, to);
    return found === undefined ? [] : [changeOf(points, found, from, to)];
  });
}

const MOST_PASSES = 8;

interface Found extends Split {
  readonly chance: number;
}

interface Search {
  readonly series: SearchedSeries;
  readonly alpha: number;
}

function cutsWithin(search: Search, from: number, to: number): readonly number[] {
  const found = lookWithin(search, from, to);
  if (found === undefined) return [];
  const at = from + found.at;
  return [...cutsWithin(search, from, at), at, ...cutsWithin(search, at, to)];
}

/** Each between its neighbours as they are; those that do not hold there go. */
const relocated = (search: Search, cuts: readonly number[]): readonly number[] =>
  bounded(cuts, search.series.points.length).flatMap(([from, , to]) => {
    const found = lookWithin(search, from, to);
    return found === undefined ? [] : [from + found.at];
  });

const bounded = (cuts: readonly number[], length: number): readonly (readonly [number, number, number])[] =>
  cuts.map((cut, i) => [cuts[i - 1] ?? 0, cut, cuts[i + 1] ?? length] as const);

/** The best split of a part, where it is significant at the part's share of the level. */
function lookWithin({ series, alpha }: Search, from: number, to: number): Found | undefined {
  const { split, chance } = series.part(from, to);
  const share = (alpha * (to - from)) / series.points.length;
  return split === undefined || chance > share ? undefined : { ...split, chance };
}

function changeOf(points: readonly SeriesPoint[], split: Found, from: number, to: number): ChangePoint {
  const part = weightedSeries(points.slice(from, to));
  const places = likelyPlaces(part);
  const degrees = to - from - 2;
  const variance = Math.max(split.squares / degrees, part.floor);
  const error = Math.sqrt(variance * (1 / split.weightBefore + 1 / split.weightAfter));
  const reach = studentBound(LEVEL, degrees) * error;
  return {
    at: from + split.at,
    earliest: from + Math.min(split.at, ...places),
    latest: from + Math.max(split.at, ...places),
    step: split.step,
    interval: { low: split.step - reach, high: split.step + reach, level: LEVEL },
    chance: split.chance,
  };
}

/**
 * The most likely places of the one change of a part that together have the level: by its posterior where every place is as
 * likely before, levels may be anything and the size of the noise is unknown (Smith 1975, Biometrika 62), or known where
 * the points lie closer than their own errors allow.
 */
function likelyPlaces(part: WeightedSeries): readonly number[] {
  const splits = splitsOf(part, 1);
  const degrees = part.values.length - 2;
  // Levels without any noise leave nothing over: what rounding leaves is nothing too.
  const nothing = 1e-9 * Math.max(...splits.map(({ squares }) => squares));
  const least = Math.max(nothing, Math.min(...splits.map(({ squares }) => squares)));
  const isKnown = least / degrees < part.floor;
  const logs = splits.map(({ squares, weightBefore, weightAfter }) => {
    const fit = isKnown
      ? -(squares - least) / (2 * part.floor)
      : (-degrees / 2) * Math.log(Math.max(squares, least) / least);
    return fit - 0.5 * Math.log(weightBefore * weightAfter);
  });
  const highest = Math.max(...logs);
  const densities = logs.map((it) => Math.exp(it - highest));
  const total = densities.reduce((sum, it) => sum + it, 0);
  const order = densities.map((density, i) => ({ density, at: splits[i]?.at ?? 0 }));
  order.sort((a, b) => b.density - a.density);
  let reached = 0;
  return order.flatMap(({ density, at }) => {
    if (reached >= LEVEL * total) return [];
    reached += density;
    return [at];
  });
}

import {
  type Contrast,
  cappedRankTest,
  hodgesLehmann,
  normalQuantile,
  quantile,
  rankTest,
  sampleOf,
} from '../../statistics/index.js';
import type { Block, Comparison, GatePlan } from './comparison.js';

/** What the blocks so far say of one comparison. Shifts are natural logarithms of head over base. */
export interface Reading {
  readonly perSide: number;
  readonly shift: number;
  /** The shift in the metric's unit, at base's median. */
  readonly absolute: number;
  /** Bounds of the shift, each with the plan's `limitConfidence`. */
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
  /** Chances that ranks differ so much in either direction where nothing does. */
  readonly higherByChance: number;
  readonly lowerByChance: number;
  /** The larger of the two chances that the shift is so far inside the limits where it lies on one of them. */
  readonly withinByChance: number;
  /** The shift of the last block alone, and of all blocks before it; undefined where there are none. */
  readonly fresh: number;
  readonly earlier: number | undefined;
  /** The relative limit alone. */
  readonly relative: number;
  /** What counts as a change, up and down: both of the limits have to be passed. */
  readonly upper: number;
  readonly lower: number;
}

export interface Unreadable {
  readonly reason: string;
}

/** @returns a reason where there is nothing to read: no values on a side, or none above zero */
export function readingOf({ blocks, limits }: Comparison, { limitConfidence }: GatePlan): Reading | Unreadable {
  const values = blocks.flatMap(({ base, head }) => [...base, ...head]);
  if (values.some((value) => !(value > 0))) return { reason: 'a value is not above zero' };
  const telling = blocks.map(strataOf).filter((it) => it.length > 0);
  const strata = telling.flat();
  const found = hodgesLehmann(strata);
  const base = sampleOf(blocks.flatMap((it) => it.base));
  if (found === undefined || base === undefined) return { reason: 'nothing was measured on both sides' };
  const middle = quantile(base, 0.5);
  const floor = limits.absolute / middle;
  const upper = Math.log1p(Math.max(limits.relativeRatio, floor));
  const lower = Math.log1p(-Math.min(MOST, Math.max(limits.relativeRatio, floor)));
  const swapped = strata.map(({ ones, others }) => ({ ones: others, others: ones }));
  return {
    perSide: perSideOf(blocks),
    shift: found.estimate,
    absolute: middle * Math.expm1(found.estimate),
    low: found.lowerBound(limitConfidence),
    high: found.upperBound(limitConfidence),
    standardError: (found.upperBound(0.9) - found.lowerBound(0.9)) / (2 * normalQuantile(0.9)),
    higherByChance: cappedRankTest(strata).chance,
    lowerByChance: cappedRankTest(swapped).chance,
    withinByChance: Math.max(rankTest(swapped, -upper).chance, rankTest(strata, lower).chance),
    fresh: hodgesLehmann(telling.at(-1) ?? [])?.estimate ?? 0,
    earlier: hodgesLehmann(telling.slice(0, -1).flat())?.estimate,
    relative: Math.log1p(limits.relativeRatio),
    upper,
    lower,
  };
}

/** Nothing falls by more than all of it. */
const MOST = 0.999;

export const perSideOf = (blocks: readonly Block[]): number =>
  Math.min(sum(blocks.map(({ base }) => base.length)), sum(blocks.map(({ head }) => head.length)));

/** What may be held against each other in a block: nothing where one side is missing. */
export const strataOf = (block: Block): readonly Contrast[] =>
  (block.kinds ?? [block])
    .filter(({ base, head }) => base.length > 0 && head.length > 0)
    .map(({ base, head }) => ({
      ones: head.map((value) => Math.log(value)),
      others: base.map((value) => Math.log(value)),
    }));

const sum = (values: readonly number[]): number => values.reduce((total, it) => total + it, 0);

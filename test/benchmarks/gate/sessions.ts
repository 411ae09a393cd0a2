import type { Block } from '../../../src/analysis/check/index.js';
import { type Random, shuffled } from '../../../src/statistics/index.js';
import { type Configuration, PER_DAY } from './days.js';

/**
 * A session as it would have been: each block is one day, whose ten cold starts are dealt to base and head at random, as
 * randomised interleaving deals them. No cold start is used twice, and days are strata, so that what moves from day to day
 * is no part of the comparison; a real session, whose blocks are minutes apart, moves less.
 */
export function sessionOf(days: readonly (readonly number[])[], factor: number, random: Random): readonly Block[] {
  return days.map((day) => {
    const dealt = shuffled(day, random);
    return { base: dealt.slice(0, PER_DAY / 2), head: dealt.slice(PER_DAY / 2).map((value) => value * factor) };
  });
}

/** So many days in random order: sessions of one configuration share days, but hardly a split of one. */
export const randomDays = ({ days }: Configuration, count: number, random: Random): readonly (readonly number[])[] =>
  shuffled(days, random).slice(0, count);

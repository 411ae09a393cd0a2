import type { Scenario } from '../../scenario/index.js';
import { formatMegabytes, type Megabytes, megabytes } from '../../units/index.js';
import { CommandError } from '../command-error.js';

export interface CheckedSizes {
  readonly memorySizesMB: readonly Megabytes[];
  /** Why these, for who did not choose them. */
  readonly why: string;
}

/** A list of more is for `kelvin tune`: each size takes as long as the whole check of one. */
const FEW = 3;
/** One whole vCPU. */
const USUAL = megabytes(1769);

/**
 * At which sizes a check compares: those that were named, the one that the function has, else few or one. A change that a
 * gate is to find is mostly found at any size.
 * @param isNamed whether --memory named them
 * @param current what a function that exists has
 */
export function checkedSizes(scenario: Scenario, isNamed: boolean, current?: number): CheckedSizes {
  const { asked, function: fn } = scenario;
  const { sizesMB, rangeMB } = asked;
  if (isNamed && rangeMB !== undefined) {
    throw new CommandError(
      `--memory ${rangeMB.low}-${rangeMB.high} is a range, of which not every size can be checked`,
      'a size or a short list, such as --memory 512,1769',
    );
  }
  if (isNamed && sizesMB !== undefined) return { memorySizesMB: sizesMB, why: 'as --memory names' };
  const own = fn.kind === 'existing' ? current : fn.memorySizeMB;
  if (own !== undefined) {
    const why = fn.kind === 'existing' ? 'that the function has' : 'that the scenario names as the one it has today';
    return { memorySizesMB: [megabytes(own)], why };
  }
  if (sizesMB !== undefined && sizesMB.length <= FEW) return { memorySizesMB: sizesMB, why: 'of the scenario' };
  return { memorySizesMB: [USUAL], why: 'one vCPU, as the scenario names no size that the function has' };
}

/** `checked at 1,769 MB (one vCPU, ...); --memory names others`. */
export const sizesNote = ({ memorySizesMB, why }: CheckedSizes): string =>
  `checked at ${memorySizesMB.map((it) => formatMegabytes(it)).join(', ')} (${why}); --memory chooses`;

import type { Scenario } from '../../scenario/index.js';
import { formatMegabytes, type Megabytes, megabytes } from '../../units/index.js';
import { CommandError } from '../command-error.js';
import type { OpenSides } from './sides/side.js';

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
 * @param current what a function that exists has; undefined where none is measured
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
  if (current !== undefined) return { memorySizesMB: [megabytes(current)], why: 'that the function has' };
  if (fn.kind === 'code' && fn.memorySizeMB !== undefined) {
    return { memorySizesMB: [fn.memorySizeMB], why: 'that the scenario names as the one it has today' };
  }
  if (sizesMB !== undefined && sizesMB.length <= FEW) return { memorySizesMB: sizesMB, why: 'of the scenario' };
  return { memorySizesMB: [USUAL], why: 'one vCPU, as the scenario names no size that the function has' };
}

/** The sizes at which sides that are open are compared. */
export function sizesOfOpen({ head, scenario }: Pick<OpenSides, 'head' | 'scenario'>, isNamed: boolean): CheckedSizes {
  const exists = head.source.kind === 'function' || scenario.function.kind === 'existing';
  return checkedSizes(scenario, isNamed, exists ? head.configuration.MemorySize : undefined);
}

/** `checked at 1,769 MB (one vCPU, ...); --memory names others`. */
export const sizesNote = ({ memorySizesMB, why }: CheckedSizes): string =>
  `checked at ${memorySizesMB.map((it) => formatMegabytes(it)).join(', ')} (${why}); --memory chooses`;

import { type Megabytes, megabytes } from '../../units/index.js';
import { bookOfRun, type InvocationPrice, invocationPrice, type PriceTerms } from '../spending/invocation-price.js';
import type { Arm } from './arms.js';
import type { LoadedFunction } from './open-load.js';

/** What an invocation of each function costs at an arm's memory size; empty where nothing is known of the functions. */
export function pricesOf(
  arm: Arm,
  functions: readonly LoadedFunction[],
  terms: PriceTerms,
): readonly InvocationPrice[] {
  const book = bookOfRun(terms);
  return functions.map(({ mixed, configuration }) =>
    invocationPrice(book, {
      memorySizeMB: mixed.fixedMemorySizeMB ?? arm.memorySizeMB ?? currentSize(configuration.MemorySize),
      architecture: arm.architecture ?? 'x86_64',
      ephemeralStorageMB: megabytes(configuration.EphemeralStorage?.Size ?? 512),
    }),
  );
}

const currentSize = (size: number | undefined): Megabytes => megabytes(size ?? 128);

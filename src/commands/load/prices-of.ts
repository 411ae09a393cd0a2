import { bookFor, type PriceBook } from '../../pricing/index.js';
import { type Megabytes, megabytes } from '../../units/index.js';
import type { Arm } from './arms.js';
import type { LoadedFunction } from './open-load.js';
import { type InvocationPrice, invocationPrice } from './running-cost.js';

export interface PriceTerms {
  readonly region: string;
  readonly startedAt: Date;
  /** The user's own, when --prices names a file. */
  readonly books: readonly PriceBook[] | undefined;
}

/** What an invocation of each function costs at an arm's memory size; empty where nothing is known of the functions. */
export function pricesOf(
  arm: Arm,
  functions: readonly LoadedFunction[],
  terms: PriceTerms,
): readonly InvocationPrice[] {
  const book = bookFor(terms.region, terms.startedAt.toISOString().slice(0, 10), terms.books);
  return functions.map(({ mixed, configuration }) =>
    invocationPrice(book, {
      memorySizeMB: mixed.fixedMemorySizeMB ?? arm.memorySizeMB ?? currentSize(configuration.MemorySize),
      architecture: arm.architecture ?? 'x86_64',
      ephemeralStorageMB: megabytes(configuration.EphemeralStorage?.Size ?? 512),
    }),
  );
}

const currentSize = (size: number | undefined): Megabytes => megabytes(size ?? 128);

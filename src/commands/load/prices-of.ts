import { FunctionAsItIs, isOnManagedInstances } from '../../target/index.js';
import { type Megabytes, megabytes } from '../../units/index.js';
import { snapStartPart } from '../run-header.js';
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
  return functions.map(({ mixed, configuration, functions: made }) => {
    const price = invocationPrice(book, {
      memorySizeMB: mixed.fixedMemorySizeMB ?? arm.memorySizeMB ?? currentSize(configuration.MemorySize),
      architecture: arm.architecture ?? 'x86_64',
      ephemeralStorageMB: megabytes(configuration.EphemeralStorage?.Size ?? 512),
      snapStart: snapStartPart(configuration).snapStart === 'charged' ? { isPublished: isPublished(made) } : undefined,
    });
    // "No duration charge" (facts/lambda.md 1.1): instances are paid by the hour, whatever is invoked.
    return isOnManagedInstances(configuration) ? { usdPerRequest: price.usdPerRequest, usdPerMs: 0 } : price;
  });
}

/** What is behind an address, or measured as it is, has its snapshot anyway. */
const isPublished = (functions: LoadedFunction['functions']): boolean =>
  [...functions.values()].some((it) => !(it instanceof FunctionAsItIs));

const currentSize = (size: number | undefined): Megabytes => megabytes(size ?? 128);

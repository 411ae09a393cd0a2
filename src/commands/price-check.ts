import { bookFor, type PriceBook, PriceBookError, requireArchitecture } from '../pricing/index.js';
import type { Io } from './command.js';
import type { OpenOptions } from './open/open-options.js';

/** Nothing is measured that could not be priced in the end. */
export const priceCheck =
  (startedAt: Date, books: readonly PriceBook[] | undefined): OpenOptions['checkPrices'] =>
  (region, architectures) => {
    try {
      const book = bookFor(region, startedAt.toISOString().slice(0, 10), books);
      for (const architecture of architectures) requireArchitecture(book, architecture);
    } catch (error) {
      if (!(error instanceof PriceBookError)) throw error;
      throw new PriceBookError(error.problem, `${error.hint}; on the emulator --region chooses whose prices are taken`);
    }
  };

/** Where the emulator stands when the user's own region has no prices: the demonstration must run everywhere. */
const USUAL_REGION = 'us-east-1';

/** The region itself if it has prices, else the usual one, and the user is told. */
export function pricedRegion(region: string, checkPrices: OpenOptions['checkPrices'], { stderr }: Io): string {
  try {
    checkPrices(region, []);
    return region;
  } catch (error) {
    if (!(error instanceof PriceBookError)) throw error;
    stderr.write(`${error.problem}: the emulator takes those of ${USUAL_REGION}; --region chooses others\n`);
    return USUAL_REGION;
  }
}

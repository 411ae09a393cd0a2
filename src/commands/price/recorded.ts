import type { BilledMean } from '../../analysis/index.js';
import type { Architecture, PriceBook } from '../../pricing/index.js';
import type { Megabytes } from '../../units/index.js';
import type { ShapeDefaults } from './shape.js';

export interface Size {
  readonly memorySizeMB: Megabytes;
  readonly architecture: Architecture;
}

/** What a recording says of the function. */
export interface Recorded {
  /** Missing where a log does not say it. */
  readonly region?: string;
  readonly coldShareRatio: number;
  readonly shape: ShapeDefaults;
  /** `128 MB x86_64, 512 MB x86_64`. */
  readonly sizes: string;
  /** Worked out once for each size and share. */
  readonly billedMean: (size: Size, coldShareRatio: number) => BilledMean | null;
  /** Its Billed Durations hold time that an emulator simulated. */
  readonly isSimulated?: boolean;
  /** The prices that the run was told to use. */
  readonly ownBook?: PriceBook;
}

import { analyse, areFiguresSimulated, type BilledMean, recordedBilledMean } from '../../analysis/index.js';
import { asPriceBook, PriceBookError } from '../../pricing/index.js';
import { type Header, type Recording, readRecording } from '../../recording/index.js';
import { formatMegabytes } from '../../units/index.js';
import type { Recorded, Size } from './recorded.js';
import type { ShapeDefaults } from './shape.js';

/** Its recommended size, else the one that the function has; neither where it has none. */
export function recordedRun(path: string): Recorded {
  const recording = readRecording(path);
  const { header } = recording;
  const measured = measuredSizes(recording);
  return {
    region: header.target.region,
    coldShareRatio: header.scenario.coldShareRatio,
    shape: {
      ...sizeToPrice(recording, measured),
      ephemeralStorageMB: header.function.ephemeralStorageMB,
      kind: kindOf(header),
    },
    sizes: measured.map((it) => `${formatMegabytes(it.memorySizeMB)} ${it.architecture}`).join(', '),
    billedMean: remembering((size, share) => recordedBilledMean(recording, size, share)),
    isSimulated: areFiguresSimulated(header.target),
    ...(header.prices?.ownBook === undefined ? {} : { ownBook: asPriceBook(header.prices.ownBook) }),
  };
}

/** Thousands of resamples of what may be a month of production logs: not twice. */
function remembering(work: Recorded['billedMean']): Recorded['billedMean'] {
  const known = new Map<string, BilledMean | null>();
  return (size, share) => {
    const key = `${size.memorySizeMB} ${size.architecture} ${share}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const fresh = work(size, share);
    known.set(key, fresh);
    return fresh;
  };
}

function measuredSizes({ measurements }: Recording): Size[] {
  const byName = new Map(measurements.map((it) => [`${it.memorySizeMB} ${it.architecture}`, it] as const));
  return [...byName.values()].sort((a, b) => a.memorySizeMB - b.memorySizeMB);
}

function sizeToPrice(recording: Recording, measured: readonly Size[]): Partial<Size> {
  const recommendation = recommended(recording);
  const current = recording.header.function.currentMemorySizeMB;
  const chosen = recommendation ?? measured.find((it) => it.memorySizeMB === current) ?? onlyOne(measured);
  return chosen === undefined ? {} : { memorySizeMB: chosen.memorySizeMB, architecture: chosen.architecture };
}

/** None where the run's region has no price: then another may be asked for, with its size. */
function recommended(recording: Recording): Size | null {
  try {
    return analyse(recording).result.recommendation;
  } catch (error) {
    if (error instanceof PriceBookError) return null;
    throw error;
  }
}

const onlyOne = (sizes: readonly Size[]): Size | undefined => (sizes.length === 1 ? sizes[0] : undefined);

const kindOf = ({ function: { packageType, runtime } }: Header): NonNullable<ShapeDefaults['kind']> => ({
  packageType: packageType === 'Image' ? 'image' : 'zip',
  runtime: runtime?.startsWith('provided') === true ? 'custom' : 'managed',
});

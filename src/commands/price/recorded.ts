import { statSync } from 'node:fs';
import { join } from 'node:path';
import { analyse, type BilledMean, recordedBilledMean } from '../../analysis/index.js';
import type { Architecture } from '../../pricing/index.js';
import { type Header, type Recording, readRecording } from '../../recording/index.js';
import { formatMegabytes, type Megabytes } from '../../units/index.js';
import type { ShapeDefaults } from './shape.js';

interface Size {
  readonly memorySizeMB: Megabytes;
  readonly architecture: Architecture;
}

/** What a recording says of the function that it measured. */
export interface Recorded {
  readonly region: string;
  readonly coldShareRatio: number;
  readonly shape: ShapeDefaults;
  /** `128 MB x86_64, 512 MB x86_64`. */
  readonly sizes: string;
  readonly billedMean: (size: Size, coldShareRatio: number) => BilledMean | null;
}

/** Its recommended size, else the one that the function has; neither where it has none. @throws RecordingError */
export function recordedFrom(path: string): Recorded {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const recording = readRecording(isFolder ? join(path, 'recording.jsonl') : path);
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
    billedMean: (size, share) => recordedBilledMean(recording, size, share),
  };
}

function measuredSizes({ measurements }: Recording): Size[] {
  const byName = new Map(measurements.map((it) => [`${it.memorySizeMB} ${it.architecture}`, it] as const));
  return [...byName.values()].sort((a, b) => a.memorySizeMB - b.memorySizeMB);
}

function sizeToPrice(recording: Recording, measured: readonly Size[]): Partial<Size> {
  const { recommendation } = analyse(recording).result;
  const current = recording.header.function.currentMemorySizeMB;
  const chosen = recommendation ?? measured.find((it) => it.memorySizeMB === current) ?? onlyOne(measured);
  return chosen === undefined ? {} : { memorySizeMB: chosen.memorySizeMB, architecture: chosen.architecture };
}

const onlyOne = (sizes: readonly Size[]): Size | undefined => (sizes.length === 1 ? sizes[0] : undefined);

const kindOf = ({ function: { packageType, runtime } }: Header): NonNullable<ShapeDefaults['kind']> => ({
  packageType: packageType === 'Image' ? 'image' : 'zip',
  runtime: runtime?.startsWith('provided') === true ? 'custom' : 'managed',
});

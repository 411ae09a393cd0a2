import type { Architecture } from '../pricing/index.js';
import {
  type Header,
  isDisturbed,
  isFirstOnProvisioned,
  type Measurement,
  type Outcome,
  startKind,
} from '../recording/index.js';
import type { Megabytes } from '../units/index.js';

type Completed = Extract<Outcome, { kind: 'completed' }>;
/** A completed invocation's report, with the block that it was measured in, and what else was seen of a streamed one. */
export type MeasuredStart = Completed['report'] & Pick<Completed, 'firstByteMs'> & { readonly block: number };

/** All that was measured of one memory size on one architecture. Cold and warm never mix. */
export interface Arm {
  readonly memorySizeMB: Megabytes;
  readonly architecture: Architecture;
  readonly measurements: readonly Measurement[];
  /** Those that the host has not disturbed: only they are in figures. */
  readonly undisturbed: readonly Measurement[];
  /** How many the host has disturbed, as what their reports say. */
  readonly disturbed: { readonly cold: number; readonly warm: number };
  readonly cold: readonly MeasuredStart[];
  readonly warm: readonly MeasuredStart[];
}

/** A function that throws does so on a quiet host too; one that is slow or times out may have been held up. */
export const isLeftOut = (it: Measurement): boolean =>
  isDisturbed(it) && (it.outcome.kind === 'completed' || it.outcome.kind === 'timed-out');

export const startsIn = (measurements: readonly Measurement[]): MeasuredStart[] =>
  measurements.flatMap(({ outcome, block }) => {
    if (outcome.kind !== 'completed') return [];
    const { report, firstByteMs } = outcome;
    return [{ ...report, ...(firstByteMs === undefined ? {} : { firstByteMs }), block }];
  });

/**
 * One arm for each size and architecture, in rising order: of those that were asked for each, measured or not; where Kelvin
 * chose what to measure those that it did, as candidates that it passed over are not missing.
 */
export function armsOf(header: Header, measurements: readonly Measurement[]): Arm[] {
  return header.scenario.architectures.flatMap((architecture) => {
    // Of what was open when the run was ended nothing is known.
    const ofArchitecture = measurements.filter((it) => it.architecture === architecture && it.outcome.kind !== 'open');
    return sizesOf(header, ofArchitecture).map((memorySizeMB) =>
      armOf(
        memorySizeMB,
        architecture,
        ofArchitecture.filter((it) => it.memorySizeMB === memorySizeMB),
      ),
    );
  });
}

function sizesOf({ scenario }: Header, measurements: readonly Measurement[]): readonly Megabytes[] {
  const isExplored = scenario.exploration !== undefined;
  const sizes = isExplored ? new Set(measurements.map((it) => it.memorySizeMB)) : scenario.memorySizesMB;
  return [...sizes].sort((a, b) => a - b);
}

function armOf(memorySizeMB: Megabytes, architecture: Architecture, own: readonly Measurement[]): Arm {
  const undisturbed = own.filter((it) => !isLeftOut(it));
  const completed = startsIn(undisturbed.filter((it) => !isFirstOnProvisioned(it)));
  const leftOut = startsIn(own.filter(isLeftOut)).map(startKind);
  return {
    memorySizeMB,
    architecture,
    measurements: own,
    undisturbed,
    disturbed: {
      cold: leftOut.filter((kind) => kind === 'cold').length,
      warm: leftOut.filter((kind) => kind === 'warm').length,
    },
    cold: completed.filter((report) => startKind(report) === 'cold'),
    warm: completed.filter((report) => startKind(report) === 'warm'),
  };
}

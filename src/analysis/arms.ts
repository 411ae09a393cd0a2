import type { Architecture } from '../pricing/index.js';
import { type Header, isDisturbed, type Measurement, type Outcome, startKind } from '../recording/index.js';
import type { Megabytes } from '../units/index.js';

/** A completed invocation's report, with the block that it was measured in. */
export type MeasuredStart = Extract<Outcome, { kind: 'completed' }>['report'] & { readonly block: number };

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

const startsIn = (measurements: readonly Measurement[]): MeasuredStart[] =>
  measurements.flatMap(({ outcome, block }) => (outcome.kind === 'completed' ? [{ ...outcome.report, block }] : []));

/**
 * One arm for each size and architecture that was asked for, in rising order, measured or not; those that were measured
 * where Kelvin chose itself among so many that most were not.
 */
export function armsOf(header: Header, measurements: readonly Measurement[]): Arm[] {
  const { architectures, memorySizesMB, exploration } = header.scenario;
  return architectures.flatMap((architecture) =>
    (exploration === undefined ? [...memorySizesMB] : sizesOf(measurements, architecture))
      .sort((a, b) => a - b)
      .map((memorySizeMB) => {
        const own = measurements.filter((it) => it.memorySizeMB === memorySizeMB && it.architecture === architecture);
        const undisturbed = own.filter((it) => !isLeftOut(it));
        const completed = startsIn(undisturbed);
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
      }),
  );
}

const sizesOf = (measurements: readonly Measurement[], architecture: Architecture): Megabytes[] => [
  ...new Set(measurements.filter((it) => it.architecture === architecture).map(({ memorySizeMB }) => memorySizeMB)),
];

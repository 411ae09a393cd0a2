import type { Architecture } from '../pricing/index.js';
import { type Header, type Measurement, type Outcome, startKind } from '../recording/index.js';
import type { Megabytes } from '../units/index.js';

/** A completed invocation's report, with the block that it was measured in. */
export type MeasuredStart = Extract<Outcome, { kind: 'completed' }>['report'] & { readonly block: number };

/** All that was measured of one memory size on one architecture. Cold and warm never mix. */
export interface Arm {
  readonly memorySizeMB: Megabytes;
  readonly architecture: Architecture;
  readonly measurements: readonly Measurement[];
  readonly cold: readonly MeasuredStart[];
  readonly warm: readonly MeasuredStart[];
}

/** One arm for each size and architecture that was asked for, in rising order, measured or not. */
export function armsOf(header: Header, measurements: readonly Measurement[]): Arm[] {
  const { architectures, memorySizesMB } = header.scenario;
  return architectures.flatMap((architecture) =>
    [...memorySizesMB]
      .sort((a, b) => a - b)
      .map((memorySizeMB) => {
        const own = measurements.filter((it) => it.memorySizeMB === memorySizeMB && it.architecture === architecture);
        const completed = own.flatMap(({ outcome, block }) =>
          outcome.kind === 'completed' ? [{ ...outcome.report, block }] : [],
        );
        return {
          memorySizeMB,
          architecture,
          measurements: own,
          cold: completed.filter((report) => startKind(report) === 'cold'),
          warm: completed.filter((report) => startKind(report) === 'warm'),
        };
      }),
  );
}

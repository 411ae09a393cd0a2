import type { Architecture } from '../pricing/index.js';
import { type Header, type Measurement, type Outcome, startKind } from '../recording/index.js';
import type { Megabytes } from '../units/index.js';

type CompletedReport = Extract<Outcome, { kind: 'completed' }>['report'];

/** All that was measured of one memory size on one architecture. Cold and warm never mix. */
export interface Arm {
  readonly memorySizeMB: Megabytes;
  readonly architecture: Architecture;
  readonly measurements: readonly Measurement[];
  readonly cold: readonly CompletedReport[];
  readonly warm: readonly CompletedReport[];
}

/** One arm for each size and architecture that was asked for, in rising order, measured or not. */
export function armsOf(header: Header, measurements: readonly Measurement[]): Arm[] {
  const { architectures, memorySizesMB } = header.scenario;
  return architectures.flatMap((architecture) =>
    [...memorySizesMB]
      .sort((a, b) => a - b)
      .map((memorySizeMB) => {
        const own = measurements.filter((it) => it.memorySizeMB === memorySizeMB && it.architecture === architecture);
        const completed = own.flatMap(({ outcome }) => (outcome.kind === 'completed' ? [outcome.report] : []));
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

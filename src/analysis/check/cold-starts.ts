import { type CheckMeasurement, isDisturbed, type Outcome, type Side, startKind } from '../../recording/index.js';
import type { Megabytes } from '../../units/index.js';

export type MeasuredReport = Extract<Outcome, { kind: 'completed' }>['report'];

/** One execution environment that is proved new, with the warm invocations that it answered after its cold start. */
export interface ColdStart {
  readonly side: Side;
  readonly block: number;
  readonly memorySizeMB: Megabytes;
  readonly architecture: CheckMeasurement['architecture'];
  readonly cold: MeasuredReport;
  readonly warm: readonly MeasuredReport[];
  /** The host disturbed its cold start. */
  readonly isDisturbed: boolean;
  /** The host disturbed one of its warm invocations. */
  readonly isWarmDisturbed: boolean;
  /** What kind of host it ran on, where that can be told; values of other kinds are not held against it. */
  readonly host: string | undefined;
}

/** A cold start that is in no figure, and why. */
export interface ThrownOut {
  readonly side: Side;
  readonly reason: string;
}

export interface ColdStarts {
  /** In the order they were measured. */
  readonly proved: readonly ColdStart[];
  readonly thrownOut: readonly ThrownOut[];
}

/**
 * Cold starts that AWS's own report proves: it has Init Duration (SnapStart: Restore Duration), and nobody has used the
 * environment before. What failed is no cold start at all, and is counted as a failure.
 */
export function coldStartsOf(measurements: readonly CheckMeasurement[]): ColdStarts {
  const environments = new Map<string, CheckMeasurement[]>();
  for (const one of measurements) {
    const key = `${one.side} ${one.memorySizeMB} ${one.environment}`;
    const own = environments.get(key);
    if (own === undefined) environments.set(key, [one]);
    else own.push(one);
  }
  const proved: ColdStart[] = [];
  const thrownOut: ThrownOut[] = [];
  for (const own of environments.values()) {
    const found = coldStartIn(own);
    if (found !== undefined) proved.push(found);
    for (const [index, one] of own.entries()) {
      const reason = index === 0 && found !== undefined ? undefined : whyThrownOut(one, index);
      if (reason !== undefined) thrownOut.push({ side: one.side, reason });
    }
  }
  return { proved, thrownOut };
}

function coldStartIn([first, ...later]: readonly CheckMeasurement[]): ColdStart | undefined {
  if (first === undefined || first.outcome.kind !== 'completed' || startKind(first.outcome.report) !== 'cold') return;
  const { side, block, memorySizeMB, architecture, simulated } = first;
  // What fails may take its environment with it, and a report does not say so of the next one.
  const failed = later.findIndex((it) => it.outcome.kind !== 'completed');
  const warm = later
    .slice(0, failed < 0 ? undefined : failed)
    .flatMap((it) =>
      it.outcome.kind === 'completed' && startKind(it.outcome.report) === 'warm'
        ? [{ it, report: it.outcome.report }]
        : [],
    );
  return {
    ...{ side, block, memorySizeMB, architecture },
    cold: first.outcome.report,
    warm: warm.map(({ report }) => report),
    isDisturbed: isDisturbed(first),
    isWarmDisturbed: warm.some(({ it }) => isDisturbed(it)),
    host: kindOfHost(simulated?.hostSlowdown),
  };
}

/** The emulator says how fast the host is that it simulates; AWS says nothing that a report holds. */
const kindOfHost = (slowdown: number | undefined): string | undefined =>
  slowdown === undefined ? undefined : slowdown > 1 ? 'slower' : 'fast';

function whyThrownOut({ outcome, intended }: CheckMeasurement, index: number): string | undefined {
  if (outcome.kind !== 'completed') return undefined;
  const start = startKind(outcome.report);
  if (intended === 'warm') return start === 'cold' ? 'a warm invocation started cold' : undefined;
  if (start === 'unknown') return 'its report was cut before Init Duration';
  if (start === 'warm') return 'no Init Duration: it was not cold';
  return index > 0 ? 'its execution environment was not new' : undefined;
}

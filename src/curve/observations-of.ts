import { isDisturbed, isFirstOnProvisioned, type Measurement, type Outcome, startKind } from '../recording/index.js';
import type { Observation } from './observation.js';

/**
 * What measurements say of their sizes. Left out is what says nothing: throttled, unreachable and unreadable ones, reports
 * that were cut, what the host has disturbed, and the first on an environment that is kept, which is neither cold nor warm.
 */
export function observationsOf(measurements: readonly Measurement[]): Observation[] {
  return measurements.flatMap((it) => {
    const { outcome, memorySizeMB, architecture, block: visit, payload } = it;
    const named = { memorySizeMB, architecture, visit, payload };
    if (outcome.kind === 'function-error') return [{ ...named, kind: it.intended }];
    if (isDisturbed(it) || isFirstOnProvisioned(it)) return [];
    if (outcome.kind === 'timed-out') return [{ ...named, kind: it.intended }];
    if (outcome.kind !== 'completed') return [];
    const kind = startKind(outcome.report);
    return kind === 'unknown' ? [] : [{ ...named, kind, ...figuresOf(outcome.report) }];
  });
}

type Report = Extract<Outcome, { kind: 'completed' }>['report'];

function figuresOf({ durationMs, billedDurationMs, initDurationMs, restoreDurationMs }: Report) {
  const init = initDurationMs ?? restoreDurationMs;
  return {
    durationMs,
    ...(billedDurationMs === undefined ? {} : { billedDurationMs }),
    ...(init === undefined ? {} : { initDurationMs: init }),
  };
}

import type { LoadHeader, RecordedPhase } from '../../recording/index.js';
import type { ArmReading } from './arm-reading.js';

/** When a phase was under way, in milliseconds since its arm began. A burst takes no time: all of it is due at once. */
export interface PhaseSpan {
  readonly index: number;
  readonly phase: RecordedPhase;
  readonly startMs: number;
  readonly endMs: number;
}

const lengthOf = (phase: RecordedPhase): number => ('forMs' in phase ? phase.forMs : 0);

/** All phases as planned. */
export function plannedSpans({ load }: LoadHeader): PhaseSpan[] {
  let startMs = 0;
  return load.phases.map((phase, index) => {
    const span = { index, phase, startMs, endMs: startMs + lengthOf(phase) };
    startMs = span.endMs;
    return span;
  });
}

/** Number of the phase of a moment; what is later than all belongs to the last. */
export function phaseAt(spans: readonly PhaseSpan[], ms: number): number {
  return (spans.find(({ endMs }) => ms < endMs) ?? spans.at(-1))?.index ?? 0;
}

/** The phases that were begun, the last cut where the load was. */
export function spansOf(planned: readonly PhaseSpan[], { end, lastMs }: ArmReading): PhaseSpan[] {
  const plannedMs = planned.at(-1)?.endMs ?? 0;
  const endedMs = end === undefined ? lastMs : end.reason === 'complete' ? plannedMs : end.atMs;
  return planned
    .filter(({ startMs, phase }) => startMs < endedMs || (startMs === endedMs && phase.kind === 'burst'))
    .map((span) => ({ ...span, endMs: Math.min(span.endMs, endedMs) }));
}

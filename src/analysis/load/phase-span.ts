import type { LoadHeader, RecordedPhase } from '../../recording/index.js';
import type { ArmReading } from './arm-reading.js';
import type { Rows } from './rows.js';

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
export function spansOf(planned: readonly PhaseSpan[], reading: ArmReading): PhaseSpan[] {
  const spans = asBegun(planned, reading.rows);
  const endedMs = endOf(spans, reading);
  const { rows, lastDueMs } = reading;
  // The last request that was allowed may be the first of its phase, due as that began: it belongs to it.
  const lastPhase = rows.length > 0 && lastDueMs === endedMs ? phaseOfLast(rows) : undefined;
  return spans
    .filter(
      ({ startMs, phase, index }) =>
        startMs < endedMs || (startMs === endedMs && (phase.kind === 'burst' || index === lastPhase)),
    )
    .map((span) => ({ ...span, endMs: Math.min(span.endMs, endedMs) }));
}

function phaseOfLast(rows: Rows): number {
  let last = 0;
  for (let row = 0; row < rows.length; row++) last = Math.max(last, rows.phase.at(row));
  return last;
}

/** A closed loop begins when all before it is answered, and what follows when it is: when they began shows in their requests. */
function asBegun(planned: readonly PhaseSpan[], rows: Rows): PhaseSpan[] {
  const from = planned.findIndex(({ phase }) => phase.kind === 'closed');
  if (from < 0) return [...planned];
  const first = new Map<number, number>();
  for (let row = 0; row < rows.length; row++) {
    const phase = rows.phase.at(row);
    first.set(phase, Math.min(first.get(phase) ?? Number.POSITIVE_INFINITY, rows.due.at(row)));
  }
  let later = 0;
  return planned.map((span, index) => {
    if (index >= from) later = Math.max(later, (first.get(span.index) ?? 0) - span.startMs);
    return { ...span, startMs: span.startMs + later, endMs: span.endMs + later };
  });
}

/** After the last request that was allowed its answer was still waited for; no more was due then. */
function endOf(spans: readonly PhaseSpan[], { end, lastMs, lastDueMs }: ArmReading): number {
  if (end === undefined) return lastMs;
  if (end.reason === 'complete') return spans.at(-1)?.endMs ?? 0;
  return end.reason === 'max-requests' ? Math.min(end.atMs, lastDueMs) : end.atMs;
}

import type { RecordedPhase } from '../../../recording/index.js';

/** How long a phase lasts; a burst is due at one moment. */
const lengthMs = (phase: RecordedPhase): number => (phase.kind === 'burst' ? 0 : phase.forMs);

/** How long all phases last. */
export const plannedMs = (phases: readonly RecordedPhase[]): number =>
  phases.reduce((total, phase) => total + lengthMs(phase), 0);

/** The phase that is on at a moment, and its number from 1; the last one afterwards. */
export function phaseAt(phases: readonly RecordedPhase[], atMs: number): { name: string; number: number } | null {
  let end = 0;
  const index = phases.findIndex((phase) => {
    end += lengthMs(phase);
    return atMs < end;
  });
  const place = index < 0 ? phases.length - 1 : index;
  const phase = phases[place];
  return phase === undefined ? null : { name: phase.name, number: place + 1 };
}

/** Arrivals a second that are meant in the mean of a stretch; null where answers make them (closed loop), or after the end. */
export function intendedPerSecond(phases: readonly RecordedPhase[], fromMs: number, toMs: number): number | null {
  const end = plannedMs(phases);
  if (toMs <= fromMs || fromMs > end) return null;
  let begin = 0;
  let requests = 0;
  for (const phase of phases) {
    const length = lengthMs(phase);
    const [from, to] = [Math.max(0, fromMs - begin), Math.min(length, toMs - begin)];
    if (phase.kind === 'closed' && to > from) return null;
    const isInside = phase.kind === 'burst' ? begin >= fromMs && begin < toMs : to > from;
    if (isInside) requests += requestsIn(phase, from, to);
    begin += length;
  }
  return (requests / (toMs - fromMs)) * 1000;
}

/** Arrivals between two moments of a phase, in the mean. */
function requestsIn(phase: RecordedPhase, from: number, to: number): number {
  const seconds = (to - from) / 1000;
  switch (phase.kind) {
    case 'constant':
    case 'poisson':
      return phase.requestsPerSecond * seconds;
    case 'ramp': {
      const slope = (phase.toPerSecond - phase.fromPerSecond) / phase.forMs;
      return (phase.fromPerSecond + (slope * (from + to)) / 2) * seconds;
    }
    case 'burst':
      return phase.requests;
    case 'trace':
      return phase.forMs === 0 ? phase.requests : (phase.requests * (to - from)) / phase.forMs;
    case 'pause':
    case 'closed':
      return 0;
  }
}

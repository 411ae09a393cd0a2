import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { Phase } from './load-plan.js';
import { phaseLengthMs } from './phase-length.js';

/** The part of a phase that lies before a time after its beginning. */
function cut(phase: Phase, forMs: Milliseconds): Phase {
  switch (phase.kind) {
    case 'burst':
      return phase;
    case 'trace':
      return { ...phase, arrivalsMs: phase.arrivalsMs.filter((ms) => ms < forMs) };
    case 'ramp': {
      const reached = phase.fromPerSecond + (phase.toPerSecond - phase.fromPerSecond) * (forMs / phase.forMs);
      return { ...phase, toPerSecond: reached, forMs };
    }
    default:
      return { ...phase, forMs };
  }
}

/**
 * The phases of a load that is to last so long. One phase whose length is a choice gets it; several are cut where the
 * time is up, as is a ramp or a trace, which would be another one if it were stretched.
 */
export function endAfter(phases: readonly Phase[], forMs: Milliseconds): readonly Phase[] {
  const [only] = phases;
  if (only !== undefined && phases.length === 1 && 'forMs' in only && only.kind !== 'ramp') return [{ ...only, forMs }];
  let beginMs = 0;
  return phases.flatMap((phase) => {
    const leftMs = forMs - beginMs;
    beginMs += phaseLengthMs(phase);
    if (leftMs <= 0) return [];
    return phaseLengthMs(phase) <= leftMs ? [phase] : [cut(phase, milliseconds(leftMs))];
  });
}

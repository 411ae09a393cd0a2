import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { Phase } from './load-plan.js';

/** How long after a phase's beginning the next one begins. A trace ends with its last arrival. */
export function phaseLengthMs(phase: Phase): Milliseconds {
  if (phase.kind === 'burst') return milliseconds(0);
  if (phase.kind === 'trace') return phase.arrivalsMs.at(-1) ?? milliseconds(0);
  return phase.forMs;
}

import { type Phase, phaseLengthMs } from '../../scenario/index.js';
import { type Milliseconds, sum } from '../../units/index.js';

/** How long it takes until the last phase is over; answers may come later. */
export const loadLengthMs = (phases: readonly Phase[]): Milliseconds => sum(phases.map(phaseLengthMs));

/** How many arrivals to expect: exact but for a Poisson phase, of which it is the mean. `undefined` of a closed loop. */
export function expectedArrivals(phase: Phase): number | undefined {
  switch (phase.kind) {
    case 'constant':
    case 'poisson':
      return (phase.requestsPerSecond * phase.forMs) / 1000;
    case 'ramp':
      return ((phase.fromPerSecond + phase.toPerSecond) / 2) * (phase.forMs / 1000);
    case 'burst':
      return phase.requests;
    case 'pause':
      return 0;
    case 'trace':
      return phase.arrivalsMs.length;
    case 'closed':
      return undefined;
  }
}

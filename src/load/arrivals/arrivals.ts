import { type Phase, phaseLengthMs } from '../../scenario/index.js';
import { type Milliseconds, milliseconds } from '../../units/index.js';
import { burst } from './burst.js';
import { constant } from './constant.js';
import { pause } from './pause.js';
import { poisson } from './poisson.js';
import { ramp } from './ramp.js';
import { randomStream } from './random-stream.js';
import { trace } from './trace.js';

/** A moment at which a request is due, whatever became of those before it. */
export interface Arrival {
  /** After the beginning of the load. */
  readonly dueMs: Milliseconds;
  /** Number of the phase. */
  readonly phase: number;
}

function arrivalsIn(phase: Phase, seed: number, index: number): Iterable<Milliseconds> {
  switch (phase.kind) {
    case 'constant':
      return constant(phase.requestsPerSecond, phase.forMs);
    case 'poisson':
      return poisson(phase.requestsPerSecond, phase.forMs, randomStream(seed, index));
    case 'ramp':
      return ramp(phase.fromPerSecond, phase.toPerSecond, phase.forMs);
    case 'burst':
      return burst(phase.requests);
    case 'pause':
      return pause();
    case 'trace':
      return trace(phase.arrivalsMs);
    case 'closed':
      throw new RangeError(`phase ${phase.name} is a closed loop: when its requests are due its answers decide`);
  }
}

/**
 * When each request of a load is due, in order: a pure function of the phases and the seed, so that every memory size
 * meets the same arrivals. Lazy: a day of a thousand a second takes no more memory than a second of one.
 * @throws RangeError at a closed phase, which has no arrivals of its own.
 */
export function* arrivalsOf(phases: readonly Phase[], seed: number): Generator<Arrival> {
  let beginMs = 0;
  for (const [index, phase] of phases.entries()) {
    for (const offsetMs of arrivalsIn(phase, seed, index)) {
      yield { dueMs: milliseconds(beginMs + offsetMs), phase: index };
    }
    beginMs += phaseLengthMs(phase);
  }
}

import { type Milliseconds, milliseconds } from '../../units/index.js';

/** All due at one moment: as a queue that was full, or a schedule that starts everything on the hour. */
export function* burst(requests: number): Generator<Milliseconds> {
  for (let index = 0; index < requests; index++) yield milliseconds(0);
}

import { type Milliseconds, milliseconds } from '../../units/index.js';
import { wholeArrivals } from './constant.js';

/**
 * A rate that changes evenly from one to another. Arrival n is due when the rate's integral reaches n:
 * `from t + (to - from) t² / 2T = n`, so that the spacing follows the rate at each moment, where steps of a second would
 * send too few at the end of each of a rising ramp's. Solved for t in the form that divides by a sum: the school's one
 * subtracts two nearly equal numbers where the ramp is nearly flat, and divides by 0 where it is flat.
 */
export function* ramp(fromPerSecond: number, toPerSecond: number, forMs: Milliseconds): Generator<Milliseconds> {
  const seconds = forMs / 1000;
  const count = wholeArrivals(((fromPerSecond + toPerSecond) / 2) * seconds);
  const slope = (toPerSecond - fromPerSecond) / seconds;
  for (let index = 0; index < count; index++) {
    const rateThen = Math.sqrt(Math.max(0, fromPerSecond ** 2 + 2 * slope * index));
    yield milliseconds(index === 0 ? 0 : (2000 * index) / (fromPerSecond + rateThen));
  }
}

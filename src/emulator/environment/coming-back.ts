import { milliseconds } from '../../units/index.js';

/**
 * How long an invocation waits for an environment whose runtime has answered and is not back at `next` yet, before it
 * gets a new one. A client of AWS needs a round trip through the service before it can invoke again, about as long as a
 * runtime needs to come back, so one that invokes in sequence meets the same environment; here the client is on the same
 * machine and would overtake a runtime that has used up its CPU share (20 ms periods, up to three of them at 128 MB).
 */
export const COMING_BACK = milliseconds(60);

import type { SimulatedTimes } from '../platform-noise/simulated.js';
import { headerOf, type ServiceRequest } from './route.js';

/** Kelvin's own client asks with the first header for what AWS has no field for; no other client gets to see the second. */
const ASKING = 'x-kelvin-observe';

export const isObserved = (request: ServiceRequest): boolean => headerOf(request, ASKING) !== undefined;

/** The simulated part of one answer's time, as JSON. */
export const simulatedHeader = (times: SimulatedTimes): Record<string, string> => ({
  'X-Kelvin-Simulated': JSON.stringify(times),
});

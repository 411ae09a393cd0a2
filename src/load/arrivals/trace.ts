import type { Milliseconds } from '../../units/index.js';

/** What was recorded, as it was: daily patterns, retries and outages of callers that no formula has. */
export const trace = (arrivalsMs: readonly Milliseconds[]): readonly Milliseconds[] => arrivalsMs;

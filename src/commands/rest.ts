import { setTimeout as sleep } from 'node:timers/promises';
import { type Milliseconds, milliseconds } from '../units/index.js';

/** Where a visit brings nothing that counts it may be bad luck; after two the host or the account is given time. */
const VISITS_BEFORE_REST = 2;
const FIRST_REST_MS = 250;
/** Twelve visits for nothing then take half a minute, in which a compiler ends and a throttled account recovers. */
const LONGEST_REST_MS = 4000;

/** How long to wait before the next visit after so many in a row have brought nothing that counts; 0 is not at all. */
export function restAfter(visitsInVain: number): Milliseconds {
  const rests = visitsInVain - VISITS_BEFORE_REST;
  return milliseconds(rests < 0 ? 0 : Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** rests));
}

/** Waits so long, or until the run is ended. */
export async function rest(duration: Milliseconds, signal: AbortSignal): Promise<void> {
  try {
    await sleep(duration, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

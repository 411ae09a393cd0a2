import { type Milliseconds, milliseconds } from '../units/index.js';
import type { RunControl } from './interrupt.js';

/** Begins now, and says how long it has been since, pauses left out. */
export function stopwatch(control: Pick<RunControl, 'pausedFor'>, now: () => number = Date.now): () => Milliseconds {
  const [startedAt, pausedBefore] = [now(), control.pausedFor];
  return () => milliseconds(Math.max(0, now() - startedAt - (control.pausedFor - pausedBefore)));
}

import type { RunProgress } from '../run-progress.js';

/** A frame takes some 10 ms of a core, and nobody reads faster. */
const FRAME_INTERVAL_MS = 500;

/**
 * Whether a change is worth a frame. There is no timer that draws what came too early: it would go off while the next
 * invocation is measured, and make its latency longer. Updates come between invocations, and one is drawn then or not at
 * all; a change of phase always.
 */
export const isFrameDue = (drawn: RunProgress | undefined, latest: RunProgress): boolean =>
  drawn === undefined || drawn.phase !== latest.phase || latest.now - drawn.now >= FRAME_INTERVAL_MS;

/** A frame takes some 10 ms of a core, and nobody reads faster. */
const FRAME_INTERVAL_MS = 500;

/** What a screen needs to know of the progress that it shows. */
export interface Timed {
  readonly phase: 'preparing' | 'measuring' | 'paused' | 'finishing' | 'done';
  readonly now: number;
}

/**
 * Whether a change is worth a frame. There is no timer that draws what came too early: it would go off while the next
 * invocation is measured, and make its latency longer. Updates come between invocations, and one is drawn then or not at
 * all; a change of phase always.
 */
export const isFrameDue = (drawn: Timed | undefined, latest: Timed): boolean =>
  drawn === undefined || drawn.phase !== latest.phase || latest.now - drawn.now >= FRAME_INTERVAL_MS;

import type { Milliseconds } from '../../units/index.js';

/** What is run before or after what is measured, and is not measured itself. */
export type Hook =
  /** A shell command, run in this folder (an absolute path). */
  | { readonly kind: 'command'; readonly command: string; readonly folder: string }
  /** A function that is there already, by name or ARN. */
  | { readonly kind: 'function'; readonly name: string; readonly qualifier?: string };

/** For functions that need a state of the world: a row in a table, an empty queue. At least one of the two is there. */
export interface Hooks {
  readonly before?: Hook;
  readonly after?: Hook;
  /** Around what they run. A load has them around each of its memory sizes, whatever is said here. */
  readonly each: 'invocation' | 'visit';
  /** What the hook before gives is sent instead of the payload, unless it gives nothing. */
  readonly payloadFromBefore: boolean;
  /** How long one may take. */
  readonly timeoutMs: Milliseconds;
}

import { firstLine } from './first-line.js';
import type { RunControl } from './interrupt.js';

/** How a run ends that has thrown: its last line, and what is thrown on where that is trouble. */
export type ThrownEnd =
  | { readonly end: { readonly reason: 'stopped' | 'interrupted' } }
  | { readonly end: { readonly reason: 'failed'; readonly detail: string }; readonly cause: unknown };

/** Where the user has ended the run, what is thrown then is only that something was given up. */
export function endOfThrown(
  error: unknown,
  { reason }: Pick<RunControl, 'reason'>,
  causeOf: (error: unknown) => unknown,
): ThrownEnd {
  if (reason !== undefined) return { end: { reason } };
  const cause = causeOf(error);
  return { end: { reason: 'failed', detail: firstLine(cause) }, cause };
}

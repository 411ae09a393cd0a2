import type { Architecture } from '../pricing/index.js';
import type { Measurement } from '../recording/index.js';
import { type EpochMilliseconds, epochMilliseconds, type InvokeWay, type Megabytes } from '../units/index.js';
import type { Invocable } from './invocation.js';
import { outcomeOf } from './outcome.js';

/** A size that fails is left after this many failures in a row; a timeout is left at once, as each costs its whole time. */
const FAILURES_BEFORE_LEAVING = 2;

/** One visit to one memory size: what to send, and how much of it at a time. */
export interface Visit {
  readonly block: number;
  readonly memorySizeMB: Megabytes;
  readonly architecture: Architecture;
  readonly payloads: readonly { readonly name: string; readonly body: string }[];
  readonly concurrency: number;
  /** Synchronous without it. */
  readonly way?: InvokeWay | undefined;
}

export interface VisitContext {
  readonly signal: AbortSignal;
  /** Waited for before each invocation, while the user has paused the run. */
  readonly whenResumed?: () => Promise<void>;
  /** Asked before each invocation; the visit ends where the run may make no more. */
  readonly mayInvoke?: () => boolean;
  readonly now?: () => EpochMilliseconds;
  /** Called for each measurement the moment it is known. */
  readonly onMeasurement: (measurement: Measurement) => void;
}

/**
 * Sends a visit's payloads to a fresh version: first as many at once as the scenario says, each of which starts an
 * environment cold, and when all have answered the others, as many at a time. Ends early when the size keeps failing or the signal is raised; what was measured by then
 * has been handed on.
 */
export async function runVisit(target: Invocable, visit: Visit, context: VisitContext): Promise<void> {
  const queue = [...visit.payloads];
  let failuresInARow = 0;
  const sendNext = async (intended: Measurement['intended']): Promise<void> => {
    await context.whenResumed?.();
    const payload = queue.shift();
    if (payload === undefined || context.signal.aborted) return;
    if (context.mayInvoke?.() === false) {
      queue.length = 0;
      return;
    }
    const at = (context.now ?? (() => epochMilliseconds(Date.now())))();
    const raw = await target.invoke(payload.body, context.signal, visit.way);
    const outcome = await outcomeOf(raw, target, context.signal);
    if (context.signal.aborted) return;
    const { block, memorySizeMB, architecture } = visit;
    context.onMeasurement({
      type: 'measurement',
      at,
      block,
      memorySizeMB,
      architecture,
      intended,
      payload: payload.name,
      outcome,
      ...(raw.kind === 'answered' && raw.host !== undefined ? { host: raw.host } : {}),
      ...(raw.kind === 'answered' && raw.simulated !== undefined ? { simulated: raw.simulated } : {}),
    });
    failuresInARow = outcome.kind === 'completed' ? 0 : failuresInARow + 1;
    if (outcome.kind === 'timed-out' || failuresInARow >= FAILURES_BEFORE_LEAVING) queue.length = 0;
  };
  await Promise.all(Array.from({ length: visit.concurrency }, () => sendNext('cold')));
  const lane = async (): Promise<void> => {
    while (queue.length > 0 && !context.signal.aborted) await sendNext('warm');
  };
  await Promise.all(Array.from({ length: visit.concurrency }, lane));
}

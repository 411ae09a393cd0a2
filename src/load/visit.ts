import type { Architecture } from '../pricing/index.js';
import type { Measurement, Outcome, RawInvocation } from '../recording/index.js';
import {
  type EpochMilliseconds,
  epochMilliseconds,
  type InvokeWay,
  type Megabytes,
  type Milliseconds,
  milliseconds,
} from '../units/index.js';
import type { Invocable } from './invocation.js';
import { type HookedInvocation, type InvocationHooks, NO_HOOKS } from './invocation-hooks.js';
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
  /** Function errors of these types count as answers. */
  readonly allowedErrors?: readonly string[];
}

export interface VisitContext {
  readonly signal: AbortSignal;
  /** Waited for before each invocation, while the user has paused the run. */
  readonly whenResumed?: () => Promise<void>;
  /** Asked before each invocation; the visit ends where the run may make no more. */
  readonly mayInvoke?: () => boolean;
  readonly now?: () => EpochMilliseconds;
  readonly hooks?: InvocationHooks;
  /** Called for each measurement the moment it is known. */
  readonly onMeasurement: (measurement: Measurement) => void;
}

/**
 * Sends a visit's payloads to a fresh version: first as many at once as the scenario says, each of which starts an
 * environment cold, and when all have answered the others, as many at a time. Ends early when the size keeps failing or the
 * signal is raised; then what was measured has been handed on, with what was under way as open, and nothing is any more.
 */
export async function runVisit(target: Invocable, visit: Visit, context: VisitContext): Promise<void> {
  const lanes = new Lanes(target, visit, context);
  const together = Array.from({ length: visit.concurrency });
  const begun = await allOf(together.map(() => lanes.prepare('cold')));
  // Sent at once, however long the hooks before took: else one environment would serve two of them.
  await allOf(begun.map((it) => lanes.send(it)));
  await allOf(together.map(() => lanes.untilEmpty()));
}

/** An invocation whose hook before has run; undefined where there is none to make. */
type Prepared = (HookedInvocation & ({ readonly body: string } | { readonly failed: string })) | undefined;

class Lanes {
  readonly #queue: Visit['payloads'][number][];
  readonly #hooks: InvocationHooks;
  #failuresInARow = 0;

  constructor(
    private readonly target: Invocable,
    private readonly visit: Visit,
    private readonly context: VisitContext,
  ) {
    this.#queue = [...visit.payloads];
    this.#hooks = context.hooks ?? NO_HOOKS;
  }

  async untilEmpty(): Promise<void> {
    while (this.#queue.length > 0 && !this.context.signal.aborted) await this.send(await this.prepare('warm'));
  }

  async prepare(intended: Measurement['intended']): Promise<Prepared> {
    await this.context.whenResumed?.();
    const payload = this.#queue.shift();
    if (payload === undefined || this.context.signal.aborted) return undefined;
    if (this.context.mayInvoke?.() === false) {
      this.#queue.length = 0;
      return undefined;
    }
    return this.#leavingOnError(async () => ({
      ...{ payload, intended },
      ...(await this.#hooks.before({ payload, intended })),
    }));
  }

  async send(prepared: Prepared): Promise<void> {
    const { signal } = this.context;
    if (prepared === undefined) return;
    const at = this.#now();
    if ('failed' in prepared) {
      if (!signal.aborted) this.#measured(prepared, at, { kind: 'hook-failed', message: prepared.failed }, {});
      return;
    }
    await this.#leavingOnError(async () => {
      let raw: RawInvocation | undefined;
      try {
        if (signal.aborted) return;
        raw = await this.target.invoke(prepared.body, signal, this.visit.way);
        const outcome = await outcomeOf(raw, this.target, signal, this.visit.allowedErrors);
        const waitedMs = milliseconds(Math.max(0, this.#now() - at));
        this.#measured(prepared, at, signal.aborted ? cutShort(outcome, waitedMs) : outcome, observed(raw));
      } finally {
        await this.#hooks.after(prepared, raw);
      }
    });
  }

  #now(): EpochMilliseconds {
    return this.context.now?.() ?? epochMilliseconds(Date.now());
  }

  #measured(
    { payload, intended }: HookedInvocation,
    at: EpochMilliseconds,
    outcome: Outcome,
    more: Pick<Measurement, 'host' | 'simulated'>,
  ): void {
    const { block, memorySizeMB, architecture } = this.visit;
    const where = { block, memorySizeMB, architecture };
    this.context.onMeasurement({
      type: 'measurement',
      at,
      ...where,
      intended,
      payload: payload.name,
      outcome,
      ...more,
    });
    // What a hook does wrong is no fault of the size: whoever runs the hooks says when enough have failed.
    if (outcome.kind === 'hook-failed') return;
    this.#failuresInARow = outcome.kind === 'completed' ? 0 : this.#failuresInARow + 1;
    const isLeft = outcome.kind === 'timed-out' || this.#failuresInARow >= FAILURES_BEFORE_LEAVING;
    if (isLeft) this.#queue.length = 0;
  }

  /** What ends the run ends the other lanes before their next invocation. */
  async #leavingOnError<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#queue.length = 0;
      throw error;
    }
  }
}

/** Nobody waits on for what is missing when the run is ended; that it is missing is no trouble of the function. */
const cutShort = (outcome: Outcome, waitedMs: Milliseconds): Outcome =>
  outcome.kind === 'unreachable' || outcome.kind === 'unreadable' ? { kind: 'open', waitedMs } : outcome;

function observed(raw: RawInvocation): Pick<Measurement, 'host' | 'simulated'> {
  if (raw.kind !== 'answered') return {};
  const { host, simulated } = raw;
  return { ...(host === undefined ? {} : { host }), ...(simulated === undefined ? {} : { simulated }) };
}

/** Waits for all, also where one fails: what is under way has a hook that must run after it. */
async function allOf<T>(all: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(all);
  return settled.map((it) => {
    if (it.status === 'rejected') throw it.reason;
    return it.value;
  });
}

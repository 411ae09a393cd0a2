import { type Milliseconds, milliseconds } from '../units/index.js';

/** How the user ends a run early, and how the run waits while it is paused. */
export class RunControl {
  readonly #abort = new AbortController();
  #reason: 'stopped' | 'interrupted' | undefined;
  #paused: { readonly since: number; readonly over: Promise<void>; readonly resume: () => void } | undefined;
  #pausedMs = 0;

  /** Raised when the run has to end: the invocation in flight is given up. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Why the run was ended early, if it was. */
  get reason(): 'stopped' | 'interrupted' | undefined {
    return this.#reason;
  }

  get paused(): boolean {
    return this.#paused !== undefined;
  }

  /** `stopped`: the user has seen enough; `interrupted`: a signal came. The first one counts. */
  end(reason: 'stopped' | 'interrupted'): void {
    this.#reason ??= reason;
    this.resume();
    this.#abort.abort();
  }

  pause(): void {
    if (this.#paused !== undefined) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#paused = { since: Date.now(), over: promise, resume: resolve };
  }

  resume(): void {
    if (this.#paused === undefined) return;
    this.#pausedMs += Date.now() - this.#paused.since;
    this.#paused.resume();
    this.#paused = undefined;
  }

  /** Time spent in pauses: it is no work, and must not count in an estimate of what is left. */
  get pausedFor(): Milliseconds {
    return milliseconds(this.#pausedMs + (this.#paused === undefined ? 0 : Date.now() - this.#paused.since));
  }

  /** Resolves at once unless the run is paused. */
  async whenResumed(): Promise<void> {
    await this.#paused?.over;
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A signal ends the run in order; a second one ends the process at once, whatever ended the run before. The live view
 * calls `interrupt` itself, as a terminal in raw mode sends no signal.
 */
export function endOnSignals(control: RunControl, exitAtOnce: () => void): { interrupt(): void; forget(): void } {
  let heard = false;
  const interrupt = (): void => {
    if (heard) exitAtOnce();
    heard = true;
    control.end('interrupted');
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return {
    interrupt,
    forget: () => {
      for (const signal of SIGNALS) process.off(signal, interrupt);
    },
  };
}

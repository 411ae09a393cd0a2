import type { Milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import type { ConcurrencyLedger } from '../concurrency/ledger.js';
import type { Limits } from '../limits/limits.js';
import type { Watchdog } from '../limits/watchdog.js';
import type { LogStore } from '../logs/log-store.js';
import type { Interpreters } from '../runtimes/interpreters.js';
import type { Invocation, Outcome } from './state.js';

/** What the machine that environments run on offers to each. */
export interface Host {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly watchdog: Watchdog;
  readonly interpreters: Interpreters;
  readonly logs: LogStore;
  readonly ledger: ConcurrencyLedger;
  readonly idleTimeout: Milliseconds;
}

/** One invocation and who waits for it. */
export interface Job {
  readonly invocation: Invocation;
  readonly done: (result: InvocationResult) => void;
  /** The environment did not take it. */
  readonly retry: () => void;
}

export interface InvocationResult {
  readonly outcome: Outcome;
  readonly logTail: Buffer;
}

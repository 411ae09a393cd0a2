import type { Milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import type { ConcurrencyLedger } from '../concurrency/ledger.js';
import type { Credentials } from '../credentials.js';
import type { FunctionVersion } from '../functions/configuration.js';
import type { Limits } from '../limits/limits.js';
import type { CpuPlacement } from '../limits/visible-cpus.js';
import type { Watchdog } from '../limits/watchdog.js';
import type { LogStore } from '../logs/log-store.js';
import type { HostObservation } from '../observation/host-observation.js';
import type { PlatformNoise } from '../platform-noise/platform-noise.js';
import type { SimulatedTimes } from '../platform-noise/simulated.js';
import type { Interpreters } from '../runtimes/interpreters.js';
import type { Invocation, Outcome } from './invocation.js';
import type { Sandbox } from './sandbox/sandbox.js';

/** What the machine that environments run on offers to each. */
export interface Host {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly watchdog: Watchdog;
  /** Which of the host's CPUs each environment may use. */
  readonly cpus: CpuPlacement;
  readonly interpreters: Interpreters;
  readonly logs: LogStore;
  readonly ledger: ConcurrencyLedger;
  /** Of the role that every function has. */
  readonly credentials: Credentials;
  readonly idleTimeout: Milliseconds;
  /** How old an execution environment may get. */
  readonly lifetime: Milliseconds;
  /** What processes see of the file system. */
  readonly sandbox: Sandbox;
  /** Given on request alone. */
  readonly noise?: PlatformNoise;
  /** Where a version's layers lie merged: what its processes are to see as /opt. */
  readonly layersOf: (version: FunctionVersion) => Promise<string | undefined>;
}

/** One invocation and who waits for it. */
export interface Job {
  readonly invocation: Invocation;
  /** The runtime has answered, or never will. */
  readonly answered: (outcome: Outcome) => void;
  /** The report is written and the environment done with it. */
  readonly over: (logTail: Buffer, observed?: HostObservation) => void;
  /** What of its time was simulated; called for each part. */
  readonly simulated: (times: SimulatedTimes) => void;
  /** No environment could be made for it. */
  readonly failed: (error: unknown) => void;
  /** The environment did not take it. */
  readonly retry: () => void;
}

export interface InvocationResult {
  readonly outcome: Outcome;
  /** The last 4 KB of the log, for an invocation that waited for its report; else empty. */
  readonly logTail: Buffer;
  /** For an invocation that asked for it and waited for its report. */
  readonly observed?: HostObservation;
  /** What of its time was simulated, where noise was asked for. */
  readonly simulated?: SimulatedTimes;
}

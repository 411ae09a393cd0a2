import { type Milliseconds, milliseconds } from '../units/index.js';
import type { DestinationOptions } from './asynchronous/destination-targets.js';
import type { Clock } from './clock.js';
import type { Credentials } from './credentials.js';
import type { Network } from './environment/sandbox/sandbox.js';
import type { Backend } from './limits/limits.js';
import type { NoiseOptions } from './platform-noise/platform-noise.js';

export interface EmulatorOptions extends DestinationOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /**
   * 127.0.0.1 unless given. Whoever can connect can run code: on any address but a loopback one every request has to be
   * signed with one of `credentials`.
   */
  readonly host?: string;
  /** What requests may be signed with, where they have to be; function URLs with AuthType AWS_IAM always ask for one. */
  readonly credentials?: readonly Credentials[];
  /** The folder in which functions, layers, logs and all else that users make survive; nothing does without one. */
  readonly state?: string;
  /** How long an execution environment waits for its next invocation. */
  readonly idleTimeout?: Milliseconds;
  /** How old an execution environment may get, used or not. */
  readonly lifetime?: Milliseconds;
  /** How long creating or updating a function takes; 0 is done as soon as it has been answered. */
  readonly transition?: Milliseconds;
  /** How many invocations a region runs at once; 1,000 unless given. */
  readonly concurrencyLimit?: number;
  /** Adds what a clean host lacks: cold-start overhead, host modes, network distance. Nothing without it. */
  readonly noise?: NoiseOptions;
  /** Functions, and the emulator that waits on them, get CPU time before anything else on the host: to measure them. */
  readonly preferFunctions?: boolean;
  /** What holds functions to their share of CPU and memory; the best that works here unless given. */
  readonly limits?: Backend;
  /** What functions reach; `host` unless given. */
  readonly network?: Network;
  readonly clock?: Clock;
  /** The folder in which the emulator makes its own; the system's temporary folder unless given. */
  readonly workFolder?: string;
}

/**
 * AWS kept idle environments for 5 to 6 minutes when measured in 2025 (UBC, EuroSys'26: at 300 s 8 % of the next
 * invocations were cold, at 330 s 68 %, at 360 s all).
 */
export const IDLE_TIMEOUT = milliseconds(330_000);

/** "Terminated every few hours" (developer guide, read 2026-10); measured by others at about two. */
export const LIFETIME = milliseconds(2 * 3_600_000);

/** AWS takes a second or two. Whoever waits as AWS's waiters do has to wait here too, and not for long. */
export const TRANSITION = milliseconds(50);

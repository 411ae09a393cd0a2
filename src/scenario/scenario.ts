import type { Architecture } from '../pricing/index.js';
import type { InvokeWay, Megabytes, Milliseconds, Ratio } from '../units/index.js';
import type { Asked } from './asked.js';
import type { AskedCheck } from './check/check-goal.js';
import type { ExplorationGoal } from './exploration.js';
import type { Hooks } from './hooks/index.js';
import type { Payload } from './payload.js';
import type { Runtime } from './runtimes.js';
import type { Strategy } from './strategy.js';

/** A function that Kelvin makes from code for the run. */
export interface CodeFunction {
  readonly kind: 'code';
  /** Absolute path. */
  readonly folder: string;
  /** A package that is taken as it is; the folder holds what is in it. */
  readonly zip?: string;
  readonly handler: string;
  readonly runtime: Runtime;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: Milliseconds;
  readonly ephemeralStorageMB: Megabytes;
  /** The size it has today: what a recommendation is compared with. */
  readonly memorySizeMB?: Megabytes;
  /** ARN of the execution role; needed on AWS alone. */
  readonly role?: string;
  /** Shell commands that make the folder's content out of a checkout, run in the folder of the scenario file. */
  readonly build?: readonly string[];
}

/** A function that is there already; it is put back as it was after the run. */
export interface ExistingFunction {
  readonly kind: 'existing';
  /** Name or ARN, without the qualifier. */
  readonly name: string;
  readonly qualifier?: string;
  /** The same function on the other architecture, which exists too. */
  readonly twin?: { readonly name: string; readonly qualifier?: string };
}

/**
 * A process that Kelvin starts beside the run, for the function to call. The first line it prints is its address, which
 * the function finds in its environment as `NAME_URL`; it ends when its standard input does.
 */
export interface Service {
  readonly name: string;
  readonly command: readonly string[];
  /** Absolute path of the folder it is started in. */
  readonly folder: string;
}

/** What every way of measuring needs to know. */
export interface ScenarioBase {
  readonly name: string;
  readonly description?: string;
  /** Absolute path of the scenario file, where there is one. */
  readonly file?: string;
  /**
   * Sorted, without duplicates, at least one; none for a load through a URL, whose memory size is not ours to set. Where a
   * range is explored, its ends.
   */
  readonly memorySizesMB: readonly Megabytes[];
  readonly architectures: readonly Architecture[];
  readonly region?: string;
  readonly strategy: Strategy;
  readonly services: readonly Service[];
  readonly hooks?: Hooks;
  /** Error types that count as answers: such an invocation is measured. Without duplicates. */
  readonly allowedErrors?: readonly string[];
}

/**
 * What `kelvin tune` measures and what the user wants of it: validated, with all defaults applied and all paths absolute.
 */
export interface Scenario extends ScenarioBase {
  readonly function: CodeFunction | ExistingFunction;
  /** At least one. */
  readonly payloads: readonly Payload[];
  /** What was said of sizes and numbers, for what depends on whether it was: the two below come of it. */
  readonly asked: Asked;
  /** At each memory size, where Kelvin does not choose itself what to measure. */
  readonly invocations: { readonly cold: number; readonly warm: number };
  /** Where it does. */
  readonly exploration?: ExplorationGoal;
  readonly concurrency: number;
  /** Synchronous without it. */
  readonly invoke?: InvokeWay;
  /** Share of invocations that start cold, for the cost. */
  readonly coldShareRatio: Ratio;
  /** What it says of `kelvin check`. */
  readonly check?: AskedCheck;
}

/** What is sent when the user names no payload. */
export const EMPTY_PAYLOAD: Payload = { name: '{}', weight: 1, body: '{}' };

/** The variable in which a function finds a service's address. */
export const serviceVariable = (service: { readonly name: string }): string => `${service.name.toUpperCase()}_URL`;

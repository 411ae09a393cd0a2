import type { Milliseconds } from '../../units/index.js';
import type { Extensions, ShutdownReason } from './extension.js';
import type { FunctionError, Invocation, Outcome } from './invocation.js';
import type { InitializationType } from './platform-event.js';

/** What an execution environment is told once, when it is made. All spans in monotonic milliseconds. */
export interface Terms {
  readonly initializationType: InitializationType;
  readonly timeout: Milliseconds;
  /** How long INIT may take, other than inside an invocation, where the function's timeout holds. */
  readonly initLimit: Milliseconds;
  /** How long it waits for an invocation before it is given up; without one it waits for ever. */
  readonly idleTimeout?: Milliseconds;
  /** How long its processes may run on when nothing is to be done, before they are stopped. */
  readonly freezeAfter: Milliseconds;
  /** When it is given up even if it is used: a moment, looked at while it is free. */
  readonly endsAt: Milliseconds;
}

/**
 * Init     its processes are started; not all of them have said that they are ready for an invocation.
 * Ready    nothing to do, its processes run.
 * Invoke   an invocation is with the runtime and the extensions, until all ask for the next one.
 * Frozen   nothing to do, its processes are stopped.
 * Stopping its processes are to end: told so first where there are extensions, then killed.
 * Reset    has no processes: the next invocation starts them, and pays for it.
 * Shutdown over; what still comes in from dying processes is refused.
 */
export type State = Init | Ready | Invoke | Frozen | Stopping | Reset | { readonly name: 'Shutdown' };

export interface Init {
  readonly name: 'Init';
  /** `invoke`: a second attempt, or one after a reset, inside the invocation and in its Duration ("suppressed init"). */
  readonly phase: 'init' | 'invoke';
  readonly startedAt: Milliseconds;
  /** `startedAt` is when the first process became its program. */
  readonly entered?: true;
  readonly invocation?: Invocation;
  readonly extensions: Extensions;
  /** In the names of `rapid`; `none` until all external extensions have registered. */
  readonly runtime: 'none' | 'Started' | 'InitError' | 'Restoring' | 'Ready';
  /** What the runtime has said to init/error; it will exit. */
  readonly posted?: FunctionError;
  /** What an extension has said before it exits. */
  readonly fatal?: string;
  /** The environment is not used again: its function was changed meanwhile. */
  readonly last: boolean;
}

export interface Ready {
  readonly name: 'Ready';
  readonly since: Milliseconds;
  readonly extensions: Extensions;
  /** Until it is in a report: of an environment that was initialised before anyone needed it. */
  readonly initDuration?: Milliseconds;
}

export interface Frozen extends Omit<Ready, 'name'> {
  readonly name: 'Frozen';
}

export interface Invoke {
  readonly name: 'Invoke';
  readonly invocation: Invocation;
  /** Duration and Timeout count from here: from the delivery, or from the beginning of a suppressed init. */
  readonly startedAt: Milliseconds;
  readonly deliveredAt: Milliseconds;
  /** Of a cold start only. */
  readonly initDuration?: Milliseconds;
  readonly last: boolean;
  readonly extensions: Extensions;
  readonly fatal?: string;
  /** What the runtime has done of it, in the names that `rapid` has for the runtime's states. */
  readonly progress:
    | 'Running'
    | 'InvocationResponse'
    | 'InvocationErrorResponse'
    | 'RuntimeResponseSentState'
    | 'Ready';
  readonly respondingAt?: Milliseconds;
  readonly responded?: Responded;
  readonly runtimeDoneAt?: Milliseconds;
}

export interface Responded {
  readonly outcome: Outcome;
  readonly at: Milliseconds;
  readonly producedBytes: number;
}

export interface Stopping {
  readonly name: 'Stopping';
  readonly goal: Goal;
  readonly reason: ShutdownReason;
  /** Who has the time now; `killed`: nobody any more. */
  readonly stage: 'runtime' | 'extensions' | 'killed';
  readonly extensions: Extensions;
  readonly runtimeUntil: Milliseconds;
  readonly extensionsUntil: Milliseconds;
}

/** What is to come when the processes are gone: INIT once more, an environment that was reset, or nothing. */
export type Goal =
  | { readonly purpose: 'retry'; readonly invocation: Invocation; readonly last: boolean }
  | { readonly purpose: 'reset' }
  | { readonly purpose: 'end' };

export interface Reset {
  readonly name: 'Reset';
  readonly since: Milliseconds;
}

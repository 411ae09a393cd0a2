import type { Milliseconds } from '../../units/index.js';
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
 * Init     its processes were started; the runtime has not asked for its first invocation yet.
 * Ready    nothing to do, its processes run.
 * Invoke   an invocation is with the runtime, until the runtime asks for the next one.
 * Frozen   nothing to do, its processes are stopped.
 * Stopping its processes are being killed; they are started again for `retry`, with the next invocation for `reset`.
 * Reset    has no processes: the next invocation starts them, and pays for it.
 * Shutdown over; what still comes in from dying processes is refused.
 */
export type State = Init | Ready | Invoke | Frozen | Stopping | Reset | { readonly name: 'Shutdown' };

export interface Init {
  readonly name: 'Init';
  /** `invoke`: a second attempt, or one after a reset, inside the invocation and in its Duration ("suppressed init"). */
  readonly phase: 'init' | 'invoke';
  readonly startedAt: Milliseconds;
  readonly invocation?: Invocation;
  /** What the runtime has said to init/error; it will exit. */
  readonly posted?: FunctionError;
  /** The environment is not used again: its function was changed meanwhile. */
  readonly last: boolean;
}

export interface Ready {
  readonly name: 'Ready';
  readonly since: Milliseconds;
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
  /** What has come of the response, in the names that `rapid` has for the runtime's states. */
  readonly progress: 'Running' | 'InvocationResponse' | 'InvocationErrorResponse' | 'RuntimeResponseSentState';
  readonly respondingAt?: Milliseconds;
  readonly responded?: Responded;
}

export interface Responded {
  readonly outcome: Outcome;
  readonly at: Milliseconds;
  readonly producedBytes: number;
}

export type Stopping = { readonly name: 'Stopping' } & (
  | { readonly purpose: 'retry'; readonly invocation: Invocation; readonly last: boolean }
  | { readonly purpose: 'reset' }
);

export interface Reset {
  readonly name: 'Reset';
  readonly since: Milliseconds;
}

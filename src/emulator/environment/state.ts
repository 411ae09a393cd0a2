import type { Milliseconds } from '../../units/index.js';

/** One call of the function, as the machine sees it: the payload is opaque to it. */
export interface Invocation {
  readonly requestId: string;
  /** Lambda-Runtime-Invocation-Id: tells a late answer to an earlier attempt from one to this. */
  readonly invocationId: string;
  readonly payload: Uint8Array;
  readonly invokedFunctionArn: string;
  readonly traceId: string;
  readonly clientContext?: string;
  /** Nobody waits for the answer: an event. */
  readonly asynchronous?: boolean;
}

/** What the caller gets. A function error is an answer too: it comes with status 200. */
export type Outcome =
  | { readonly kind: 'completed'; readonly payload: Uint8Array }
  | { readonly kind: 'functionError'; readonly errorType: string; readonly payload: Uint8Array };

/** What an execution environment is told once, when it is made. All spans in monotonic milliseconds. */
export interface Terms {
  readonly timeout: Milliseconds;
  readonly initLimit: Milliseconds;
  readonly idleTimeout: Milliseconds;
}

/**
 * Init     spawned; the runtime has not asked for its first invocation yet. CPU is not limited.
 * Ready    has initialised and served nothing yet, as nobody waits for it any more.
 * Invoke   an invocation is with the runtime, until the runtime asks for the next one.
 * Frozen   between invocations.
 * Shutdown over; what still comes in from the dying processes is refused.
 */
export type State =
  | {
      readonly name: 'Init';
      readonly startedAt: Milliseconds;
      readonly invocation?: Invocation;
      readonly last: boolean;
    }
  | { readonly name: 'Ready'; readonly since: Milliseconds; readonly initDuration: Milliseconds }
  | {
      readonly name: 'Invoke';
      readonly invocation: Invocation;
      readonly deliveredAt: Milliseconds;
      /** Of a cold start only. */
      readonly initDuration?: Milliseconds;
      /** The runtime has answered and is not back at `next` yet. */
      readonly answered?: Outcome;
      /** The environment is not used again: its function was changed meanwhile. */
      readonly last: boolean;
    }
  | { readonly name: 'Frozen'; readonly since: Milliseconds }
  | { readonly name: 'Shutdown' };

/** Everything that can happen to an execution environment. */
export type Action =
  | { readonly kind: 'invoke'; readonly invocation: Invocation }
  | { readonly kind: 'next' }
  | {
      readonly kind: 'answer';
      readonly requestId: string;
      /** Older runtime clients do not echo it. */
      readonly invocationId?: string;
      readonly outcome: Outcome;
    }
  | { readonly kind: 'initError'; readonly errorType: string; readonly payload: Uint8Array }
  | { readonly kind: 'exited'; readonly reason: ExitReason }
  | { readonly kind: 'time' }
  | { readonly kind: 'retire' }
  | { readonly kind: 'stop' };

export type ExitReason =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'outOfMemory' }
  /** The runtime could not be started at all. */
  | { readonly kind: 'entrypoint'; readonly message: string };

export interface Finish {
  readonly invocation: Invocation;
  readonly outcome: Outcome;
  readonly duration: Milliseconds;
  readonly initDuration?: Milliseconds;
  readonly status?: 'timeout' | 'error';
  readonly errorType?: string;
}

export interface InitFailure {
  readonly duration: Milliseconds;
  readonly status: 'timeout' | 'error';
  readonly errorType?: string;
}

/** What the driver is to do, in this order. */
export type Effect =
  /** To the Runtime API call that caused the step; a `next` without one stays open until `deliver`. */
  | { readonly kind: 'accept' }
  | { readonly kind: 'reject'; readonly status: number; readonly errorType: string; readonly message: string }
  | { readonly kind: 'limitCpu' }
  | { readonly kind: 'deliver'; readonly invocation: Invocation }
  | { readonly kind: 'logStart'; readonly invocation: Invocation }
  | ({ readonly kind: 'logInitFailure' } & InitFailure)
  | ({ readonly kind: 'finish' } & Finish)
  /** The invocation was not begun here and has to go elsewhere. */
  | { readonly kind: 'refuse'; readonly invocation: Invocation }
  | { readonly kind: 'kill' };

export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

import type { Milliseconds } from '../../units/index.js';
import type { FunctionError, Invocation, Outcome } from './invocation.js';
import type { State } from './state.js';

/** Everything that can happen to an execution environment. */
export type Action =
  /** Its processes have been started: INIT is what they take, not what the emulator took to get ready for them. */
  | { readonly kind: 'launched' }
  | { readonly kind: 'invoke'; readonly invocation: Invocation }
  | { readonly kind: 'next' }
  | ResponseBegins
  /** The body has come, or has broken off. */
  | {
      readonly kind: 'responded';
      /** The one that was given with `accept`: a late body of an invocation that is over is nobody's. */
      readonly invocation: Invocation;
      readonly outcome: Outcome;
      readonly producedBytes: number;
    }
  | { readonly kind: 'initError'; readonly error: FunctionError }
  | { readonly kind: 'exited'; readonly reason: ExitReason }
  /** No process is left of those that were to be killed; or some cannot be killed, and then it cannot be used again. */
  | { readonly kind: 'gone'; readonly clean: boolean }
  | { readonly kind: 'time' }
  | { readonly kind: 'retire' }
  | { readonly kind: 'stop' };

/** A runtime has begun to send its response or error: the headers are there. */
export interface ResponseBegins {
  readonly kind: 'response';
  readonly verb: 'response' | 'error';
  readonly requestId: string;
  /** Older runtime clients do not echo it. */
  readonly invocationId?: string;
}

export type ExitReason =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'outOfMemory' }
  /** The runtime could not be started at all. */
  | { readonly kind: 'entrypoint'; readonly message: string };

/** What the driver is to do, in this order. */
export type Effect =
  | Verdict
  | { readonly kind: 'launch' }
  | { readonly kind: 'limitCpu' }
  | { readonly kind: 'freeze' }
  | { readonly kind: 'thaw' }
  | { readonly kind: 'logStart'; readonly invocation: Invocation }
  | { readonly kind: 'deliver'; readonly invocation: Invocation; readonly deadline: Milliseconds }
  | ({ readonly kind: 'logInit' } & InitEnd)
  /** The caller may have its answer. */
  | { readonly kind: 'respond'; readonly invocation: Invocation; readonly outcome: Outcome }
  /** The invocation is over. */
  | ({ readonly kind: 'finish' } & Finish)
  /** The invocation was not begun here and has to go elsewhere. */
  | { readonly kind: 'refuse'; readonly invocation: Invocation }
  /** All processes, now; `gone` is to follow. */
  | { readonly kind: 'kill' }
  /** All processes and everything that was made for them. */
  | { readonly kind: 'remove' };

/** To the Runtime API call that caused the step; a `next` without one stays open until `deliver`. */
export type Verdict =
  /** `invocation` is the one that a response may now be sent to. */
  | { readonly kind: 'accept'; readonly invocation?: Invocation }
  | { readonly kind: 'reject'; readonly status: number; readonly errorType: string; readonly message: string };

export interface Finish {
  readonly invocation: Invocation;
  readonly duration: Milliseconds;
  readonly initDuration?: Milliseconds;
  readonly status?: 'timeout' | 'error';
  readonly errorType?: string;
}

export interface InitEnd {
  readonly phase: 'init' | 'invoke';
  readonly duration: Milliseconds;
  readonly status: 'success' | 'timeout' | 'error';
  readonly errorType?: string;
}

export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

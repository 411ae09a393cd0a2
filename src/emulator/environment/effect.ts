import type { Milliseconds } from '../../units/index.js';
import type { Extension, Extensions, ShutdownReason } from './extension.js';
import type { Invocation, Outcome } from './invocation.js';
import type { Ending, Phase, Span as PrintedSpan } from './platform-event.js';
import type { State } from './state.js';

/** What the driver is to do, in this order. */
export type Effect = Verdict | Told | Deed;

/** To the API call that caused the step; a `next` without one stays open until something is delivered. */
export type Verdict =
  /** `invocation` is the one that a response may now be sent to, `extension` the one that has registered. */
  { readonly kind: 'accept'; readonly invocation?: Invocation; readonly extension?: Extension } | Rejection;

export interface Rejection {
  readonly kind: 'reject';
  readonly status: number;
  readonly errorType: string;
  readonly message: string;
}

/** What logs and subscribers get to know of. */
export type Told =
  | { readonly kind: 'initStart'; readonly phase: Phase }
  | ({ readonly kind: 'initRuntimeDone'; readonly phase: Phase } & Ending)
  | { readonly kind: 'extensionStates'; readonly extensions: Extensions }
  | ({ readonly kind: 'initReport'; readonly phase: Phase; readonly duration: Milliseconds } & Ending)
  | { readonly kind: 'start'; readonly invocation: Invocation }
  | ({
      readonly kind: 'runtimeDone';
      readonly invocation: Invocation;
      readonly duration: Milliseconds;
      readonly producedBytes: number;
      readonly spans: readonly Span[];
    } & Ending)
  /** The invocation is over. */
  | ({ readonly kind: 'finish' } & Finish);

export interface Finish extends Ending {
  readonly invocation: Invocation;
  readonly duration: Milliseconds;
  readonly initDuration?: Milliseconds;
  readonly spans: readonly Span[];
}

/** Moments are monotonic here. */
export interface Span {
  readonly name: PrintedSpan['name'];
  readonly startedAt: Milliseconds;
  readonly duration: Milliseconds;
}

export type Deed =
  /** Find out what there is to be started, and say `launched`. */
  | { readonly kind: 'launch' }
  | { readonly kind: 'startExtension'; readonly name: string }
  | { readonly kind: 'startRuntime' }
  | { readonly kind: 'limitCpu' }
  | { readonly kind: 'freeze' }
  | { readonly kind: 'thaw' }
  | { readonly kind: 'deliver'; readonly invocation: Invocation; readonly deadline: Milliseconds }
  | { readonly kind: 'deliverEvent'; readonly id: string; readonly event: EventForExtension }
  /** The caller may have its answer. */
  | { readonly kind: 'respond'; readonly invocation: Invocation; readonly outcome: Outcome }
  /** The invocation was not begun here and has to go elsewhere. */
  | { readonly kind: 'refuse'; readonly invocation: Invocation }
  /** To the runtime, or to the external extension of that name, and to what it has started. */
  | { readonly kind: 'signal'; readonly extension?: string; readonly signal: 'SIGTERM' | 'SIGKILL' }
  /** All processes, now; `gone` is to follow. */
  | { readonly kind: 'kill' }
  /** It takes no more invocations, and ends when its processes have been told. */
  | { readonly kind: 'leave' }
  /** All processes and everything that was made for them. */
  | { readonly kind: 'remove' };

export type EventForExtension =
  | { readonly eventType: 'INVOKE'; readonly invocation: Invocation; readonly deadline: Milliseconds }
  | { readonly eventType: 'SHUTDOWN'; readonly reason: ShutdownReason; readonly deadline: Milliseconds };

export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

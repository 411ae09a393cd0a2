import type { Milliseconds } from '../../units/index.js';
import type { ExtensionEvent } from './extension.js';
import type { FunctionError, Invocation, Outcome } from './invocation.js';

/** Everything that can happen to an execution environment. */
export type Action =
  | { readonly kind: 'invoke'; readonly invocation: Invocation }
  /** An invocation is about to come. */
  | { readonly kind: 'wake' }
  | RuntimeAction
  | ExtensionAction
  | ProcessAction
  | { readonly kind: 'time' }
  | { readonly kind: 'retire' }
  | { readonly kind: 'stop' };

/** What comes in over the Runtime API. */
export type RuntimeAction =
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
  | { readonly kind: 'restoreNext' }
  | { readonly kind: 'restoreError'; readonly error: FunctionError };

/** A runtime has begun to send its response or error: the headers are there. */
export interface ResponseBegins {
  readonly kind: 'response';
  readonly verb: 'response' | 'error';
  readonly requestId: string;
  /** Older runtime clients do not echo it. */
  readonly invocationId?: string;
}

/** What comes in over the Extensions API. */
export type ExtensionAction =
  | {
      readonly kind: 'register';
      readonly name: string;
      /** As they were sent. */
      readonly events: readonly string[];
      /** What it will be known by from now on. */
      readonly id: string;
    }
  | { readonly kind: 'extensionNext'; readonly id: string }
  | { readonly kind: 'extensionInitError' | 'extensionExitError'; readonly id: string; readonly errorType: string };

/** What becomes of the processes. */
export type ProcessAction =
  /** They are about to be started: INIT is what they take, not what the emulator took to get ready for them. */
  | { readonly kind: 'launched'; readonly extensions: readonly string[] }
  /** The first of them has become what it is to run: what it took to get it into its sandbox is none of INIT. `late`: so long ago. */
  | { readonly kind: 'entered'; readonly late: Milliseconds }
  /** The runtime. */
  | { readonly kind: 'exited'; readonly reason: ExitReason }
  | { readonly kind: 'extensionExited'; readonly name: string; readonly reason: ExitReason }
  | {
      readonly kind: 'extensionNotLaunched';
      readonly name: string;
      readonly errorType: string;
      readonly message: string;
    }
  /** No process is left of those that were to be killed; or some cannot be killed, and then it cannot be used again. */
  | { readonly kind: 'gone'; readonly clean: boolean };

export type ExitReason =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  /** The kernel has killed it; with a code when it was a child of a runtime in shell, which ends in the ordinary way. */
  | { readonly kind: 'outOfMemory'; readonly code?: number }
  /** It could not be started at all. */
  | { readonly kind: 'entrypoint'; readonly message: string };

export const isExtensionEvent = (it: string): it is ExtensionEvent => it === 'INVOKE' || it === 'SHUTDOWN';

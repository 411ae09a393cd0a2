import type { Milliseconds } from '../../units/index.js';
import type { Outcome } from '../environment/invocation.js';
import type { FunctionReference } from '../functions/function-name.js';
import type { ServiceError } from '../service-error.js';

/** 1 MB (quotas page, read 2026-11; 256 KB until October 2025). */
export const MAX_EVENT_BYTES = 1_048_576;

/** An invocation that was accepted with 202. Its request id stays the same over all attempts. */
export interface AsynchronousEvent {
  readonly requestId: string;
  /** As the caller named it: an alias is looked up at each attempt. */
  readonly reference: FunctionReference;
  /** JSON. */
  readonly payload: Uint8Array;
  readonly traceId: string;
  readonly clientContext?: string;
  /** How many destinations it has come through, one function to the next. */
  readonly hops: number;
}

/** What became of one attempt. */
export type Attempt =
  | { readonly kind: 'ran'; readonly outcome: Outcome; readonly executedVersion: string }
  /** The function has not run: throttled, gone, or the service failed. */
  | { readonly kind: 'refused'; readonly error: ServiceError };

/** Where the record of a finished event goes: ARNs. */
export interface Destinations {
  readonly onSuccess?: string;
  readonly onFailure?: string;
  /** Of the version that is invoked: "part of a function's version-specific configuration, locked in when you publish". */
  readonly deadLetter?: string;
}

/** What holds for an event now: the EventInvokeConfig of its qualifier, or AWS's defaults. */
export interface EventSettings extends Destinations {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAge: Milliseconds;
  /** The function's reserved concurrency is zero. */
  readonly isBlocked: boolean;
}

/** Why an event is over, as `requestContext.condition` says it. */
export type Condition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency';

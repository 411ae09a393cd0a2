import { callOf } from './named-calls.js';

/** What there is to know of whatever a client has thrown. */
export interface ErrorFacts {
  readonly name: string;
  readonly message: string;
  /** Of the system: `ECONNREFUSED`. */
  readonly code: string;
  readonly status: number | undefined;
  /** Why Lambda throttles: `ReservedFunctionConcurrentInvocationLimitExceeded`. */
  readonly reason: string;
  /** IAM's action of the call that failed, where that is known: `lambda:PublishVersion`. */
  readonly action: string | undefined;
}

/** In the user's words. */
export interface Explanation {
  readonly problem: string;
  readonly hint: string;
}

/** @returns undefined where it is not of this kind */
export type Explain = (facts: ErrorFacts) => Explanation | undefined;

interface Thrown {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly Reason?: unknown;
  readonly errors?: readonly { readonly message?: unknown }[];
  readonly $metadata?: { readonly httpStatusCode?: number };
}

export function factsOf(error: unknown): ErrorFacts {
  const it = (error ?? {}) as Thrown;
  return {
    name: String(it.name ?? 'Error'),
    message: String(it.message || it.errors?.[0]?.message || ''),
    code: String(it.code ?? ''),
    status: it.$metadata?.httpStatusCode,
    reason: String(it.Reason ?? ''),
    action: callOf(error),
  };
}

/** One call of the function, as the machine sees it: the payload is opaque to it. */
export interface Invocation {
  readonly requestId: string;
  /** Lambda-Runtime-Invocation-Id: tells a late answer to an earlier attempt from one to this. */
  readonly invocationId: string;
  readonly payload: Uint8Array;
  readonly invokedFunctionArn: string;
  readonly traceId: string;
  /** JSON in ASCII, as the Runtime API hands it on. */
  readonly clientContext?: string;
  /** JSON: `cognitoIdentityId` and `cognitoIdentityPoolId`. */
  readonly cognitoIdentity?: string;
  readonly tenantId?: string;
  /** Nobody waits for the answer: an event. */
  readonly asynchronous?: boolean;
  /** Takes a response that the runtime streams, as it comes. Without one such a response is gathered. */
  readonly sink?: ResponseSink;
  /** The result comes with the REPORT line in its log tail, and not as soon as the runtime has answered. */
  readonly waitForReport?: boolean;
  /** The result is to say what the host did meanwhile. */
  readonly observeHost?: boolean;
}

/**
 * Where a streamed response goes. What is written is what the runtime sent, prelude and all; whether it ended well is in
 * the outcome, which comes after the last chunk.
 */
export interface ResponseSink {
  /** The response has begun; nothing may have been written of it yet. */
  begin(contentType: string | undefined): void;
  /** @returns when there is room for more, and the runtime waits until then; nothing if there still is. */
  write(chunk: Uint8Array): Promise<void> | undefined;
}

/** What the caller gets. A function error is an answer too: it comes with status 200. */
export type Outcome = { readonly kind: 'completed'; readonly payload: Uint8Array } | FunctionError;

export interface FunctionError {
  readonly kind: 'functionError';
  readonly errorType: string;
  readonly payload: Uint8Array;
}

/** What the Runtime API answers to `next`. */
export interface RuntimeInvocation {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** `handler(event, context, callback)`, or `handler(event, responseStream, context)` where it streams. */
export type Handler = (event: unknown, ...more: readonly unknown[]) => unknown;

export interface HandlerMetadata {
  readonly streaming: boolean;
  /** Of the socket that a streamed response is written to, in bytes. */
  readonly highWaterMark?: number;
  /** Declared with `async`; whether a promise comes back is seen only when one does. */
  readonly isAsync: boolean;
  readonly argumentCount: number;
}

/** The body that reports an error, both of an invocation and of INIT. */
export interface ErrorBody {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

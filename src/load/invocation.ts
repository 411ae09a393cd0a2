import type { Milliseconds } from '../units/index.js';

/** What a Lambda client brings back of one synchronous invocation, before anything is read into it. */
export type RawInvocation =
  | {
      readonly kind: 'answered';
      readonly requestId: string;
      readonly latencyMs: Milliseconds;
      /** The log's last 4 KB, decoded; empty where the endpoint returns none. */
      readonly logTail: string;
      /** `Handled` or `Unhandled` when the function failed. */
      readonly functionError?: string;
      readonly payload: string;
    }
  | { readonly kind: 'throttled'; readonly message: string }
  | { readonly kind: 'unreachable'; readonly message: string };

/** One function at one memory size, ready to be invoked. The Lambda client is behind it; load never sees a wire. */
export interface Invocable {
  invoke(payload: string, signal: AbortSignal): Promise<RawInvocation>;
  /** The function's log lines that name this request, once they have arrived; empty when they do not. */
  fetchLog(requestId: string, signal: AbortSignal): Promise<string>;
}

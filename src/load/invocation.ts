import type { RawInvocation } from '../recording/index.js';

/** One function at one memory size, ready to be invoked. The Lambda client is behind it; load never sees a wire. */
export interface Invocable {
  invoke(payload: string, signal: AbortSignal): Promise<RawInvocation>;
  /** The function's log lines that name this request, once they have arrived; empty when they do not. */
  fetchLog(requestId: string, signal: AbortSignal): Promise<string>;
}

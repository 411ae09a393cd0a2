import type { Report, Unreadable } from '../logs/index.js';
import type { RawInvocation } from '../recording/index.js';

/** One function at one memory size, ready to be invoked. The Lambda client is behind it; load never sees a wire. */
export interface Invocable {
  invoke(payload: string, signal: AbortSignal): Promise<RawInvocation>;
  /** The report of an invocation whose log tail does not hold it, once it has arrived in the function's log. */
  fetchReport(requestId: string, signal: AbortSignal): Promise<Report | Unreadable>;
}

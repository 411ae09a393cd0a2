import type { Report, Thrown, Unreadable } from '../logs/index.js';
import type { RawInvocation } from '../recording/index.js';
import type { EpochMilliseconds, InvokeWay, Megabytes } from '../units/index.js';

/** One function at one memory size, ready to be invoked. The Lambda client is behind it; load never sees a wire. */
export interface Invocable {
  /** Whether provisioned concurrency keeps environments of it, whose INIT ran before they are invoked. */
  readonly isProvisioned?: boolean;
  /** That its reports must be of; without it they can be of no other. */
  readonly memorySizeMB?: Megabytes;
  /** @param way synchronous without it */
  invoke(payload: string, signal: AbortSignal, way?: InvokeWay): Promise<RawInvocation>;
  /**
   * The report of an invocation whose log tail does not hold it, once it has arrived in the function's log.
   * @param sentAt of an asynchronous one, which may not have begun yet: it is waited for as long as it may take
   */
  fetchReport(requestId: string, signal: AbortSignal, sentAt?: EpochMilliseconds): Promise<FetchedReport | Unreadable>;
}

/** Of an asynchronous invocation with what its handler threw, where its log says so. */
export type FetchedReport = Report & { readonly thrown?: Thrown };

import { billedDuration, type InvocationTimes } from '../../pricing/index.js';
import type { Milliseconds } from '../../units/index.js';
import type { ReportMetrics } from '../environment/platform-event.js';

/**
 * What an invocation is billed, by the figures as they are printed. A real REPORT of provisioned concurrency has an Init
 * Duration of 4831.59 ms beside a Duration of 492.12 ms that is billed 493 ms (stackoverflow.com/q/60059435, 2021).
 */
export function billedFor({ initIsBilledApart }: ReportMetrics, printed: InvocationTimes): Milliseconds {
  const { initDurationMs, ...apart } = printed;
  return billedDuration(initIsBilledApart === true ? apart : printed);
}

import type { LoadRequest, Outcome } from '../recording/index.js';

type Report = NonNullable<Extract<Outcome, { report?: unknown }>['report']>;

/**
 * The report of an invocation on provisioned concurrency has the Init Duration of its environment when it is the first
 * there, though nobody waited for it: the INIT is billed by itself, and Billed Duration is Duration alone (492.12 ms billed
 * as 493 ms beside an Init Duration of 4831.59 ms: stackoverflow.com/q/60059435, 2021; the same in
 * qiita.com/unhurried/items/9bbd8072fc6b91e717b2, read 2026-11). An invocation that has spilled over to an on-demand
 * environment is billed for both (billing rule since 2025-08).
 */
export function markedAhead(outcome: Outcome): Outcome {
  if (!('report' in outcome) || outcome.report === undefined) return outcome;
  return { ...outcome, report: markedReport(outcome.report) };
}

/** The same of a request of a load. */
export function markedRequest(request: LoadRequest): LoadRequest {
  const { outcome } = request;
  if (!('report' in outcome) || outcome.report === undefined) return request;
  return { ...request, outcome: { ...outcome, report: markedReport(outcome.report) } };
}

/** The same of a report alone. */
export const markedReport = (report: Report): Report =>
  ranAhead(report) ? { ...report, initializedAhead: true } : report;

const ranAhead = ({ durationMs, initDurationMs, billedDurationMs }: Report): boolean =>
  initDurationMs !== undefined &&
  billedDurationMs !== undefined &&
  billedDurationMs < Math.floor(durationMs + initDurationMs) &&
  billedDurationMs - Math.ceil(durationMs) <= 1;

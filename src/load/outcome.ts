import { findReport, isReport } from '../logs/index.js';
import type { Outcome, RawInvocation } from '../recording/index.js';
import { failureIn, firstLine } from './failure.js';
import { markedAhead } from './initialized-ahead.js';
import type { Invocable } from './invocation.js';
import { ofSize } from './of-size.js';

/**
 * Turns a raw invocation into an outcome. The report is looked for in the log tail; where that was cut off before the
 * report, or the endpoint gave none, it is fetched from the log group. A function error whose type is allowed is an answer
 * like any other, as long as it has a report.
 */
export async function outcomeOf(
  raw: RawInvocation,
  target: Invocable,
  signal: AbortSignal,
  allowedErrors: readonly string[] = [],
): Promise<Outcome> {
  if (raw.kind !== 'accepted' && raw.kind !== 'answered') return raw;
  const outcome = await (raw.kind === 'accepted'
    ? outcomeOfEvent(raw, target, signal)
    : outcomeOfAnswer(raw, target, signal));
  const own = target.memorySizeMB === undefined ? outcome : ofSize(outcome, target.memorySizeMB);
  return allowed(target.isProvisioned === true ? markedAhead(own) : own, allowedErrors);
}

function allowed(outcome: Outcome, allowedErrors: readonly string[]): Outcome {
  if (outcome.kind !== 'function-error' || outcome.report === undefined) return outcome;
  const { errorType: allowedError, latencyMs, report } = outcome;
  if (!allowedErrors.includes(allowedError)) return outcome;
  return { kind: 'completed', ...(latencyMs === undefined ? {} : { latencyMs }), report, allowedError };
}

async function outcomeOfAnswer(
  raw: Extract<RawInvocation, { kind: 'answered' }>,
  target: Invocable,
  signal: AbortSignal,
): Promise<Outcome> {
  let found = findReport(raw.logTail, raw.requestId);
  if (!isReport(found)) {
    const fetched = await target.fetchReport(raw.requestId, signal);
    found = isReport(fetched) ? fetched : { line: found.line, reason: `${found.reason}; ${fetched.reason}` };
  }
  if (raw.functionError !== undefined) {
    const report = isReport(found) ? { report: found } : {};
    return { ...failureIn(raw.functionError, raw.payload, report.report), latencyMs: raw.latencyMs, ...report };
  }
  if (!isReport(found)) {
    return { kind: 'unreadable', latencyMs: raw.latencyMs, reason: found.reason, line: firstLine(found.line) };
  }
  const { latencyMs, firstByteMs } = raw;
  return { kind: 'completed', latencyMs, ...(firstByteMs === undefined ? {} : { firstByteMs }), report: found };
}

/** Of an event there is no answer: whether it failed is in its report alone, where that says so. */
async function outcomeOfEvent(
  { requestId, sentAt }: Extract<RawInvocation, { kind: 'accepted' }>,
  target: Invocable,
  signal: AbortSignal,
): Promise<Outcome> {
  const found = await target.fetchReport(requestId, signal, sentAt);
  if (!isReport(found)) return { kind: 'unreadable', reason: found.reason, line: firstLine(found.line) };
  const { thrown, ...report } = found;
  if (thrown !== undefined) {
    return { kind: 'function-error', errorType: thrown.errorType, message: firstLine(thrown.message), report };
  }
  const { status = 'success', errorType } = report;
  if (status === 'success') return { kind: 'completed', report };
  const message = `its report says ${status}${errorType === undefined ? '' : ` (${errorType})`}`;
  if (status === 'timeout') return { kind: 'timed-out', message, report };
  return { kind: 'function-error', errorType: errorType ?? 'Unknown', message, report };
}

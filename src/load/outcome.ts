import { findReport, isReport, type Report } from '../logs/index.js';
import { type Outcome, type RawInvocation, withoutAccountIds } from '../recording/index.js';
import type { Invocable } from './invocation.js';

type Answered = Extract<RawInvocation, { kind: 'answered' }>;

/** Messages come from the function and may be long; the first line tells the cause. */
const LONGEST_MESSAGE = 200;

/**
 * Turns a raw invocation into an outcome. The report is looked for in the log tail; where that was cut off before the
 * report, or the endpoint gave none, it is fetched from the log group.
 */
export async function outcomeOf(raw: RawInvocation, target: Invocable, signal: AbortSignal): Promise<Outcome> {
  if (raw.kind !== 'answered') return raw;
  let found = findReport(raw.logTail, raw.requestId);
  if (!isReport(found)) {
    const fetched = await target.fetchReport(raw.requestId, signal);
    found = isReport(fetched) ? fetched : { line: found.line, reason: `${found.reason}; ${fetched.reason}` };
  }
  if (raw.functionError !== undefined) return failureOf(raw, isReport(found) ? found : undefined);
  if (!isReport(found)) {
    return { kind: 'unreadable', latencyMs: raw.latencyMs, reason: found.reason, line: firstLine(found.line) };
  }
  return { kind: 'completed', latencyMs: raw.latencyMs, report: found };
}

function failureOf(raw: Answered, report: Report | undefined): Outcome {
  const { errorType = raw.functionError ?? 'Unhandled', message } = errorIn(raw.payload);
  const withReport = report === undefined ? {} : { report };
  if (report?.status === 'timeout' || errorType === 'Sandbox.Timedout' || /Task timed out after/.test(message)) {
    return { kind: 'timed-out', latencyMs: raw.latencyMs, message, ...withReport };
  }
  // AWS names the true cause of a killed runtime in the report alone: the payload says Runtime.ExitError for both.
  const cause = report?.errorType ?? errorType;
  return { kind: 'function-error', latencyMs: raw.latencyMs, errorType: cause, message, ...withReport };
}

function errorIn(payload: string): { errorType?: string; message: string } {
  try {
    const { errorType, errorMessage } = JSON.parse(payload) as { errorType?: unknown; errorMessage?: unknown };
    return {
      ...(typeof errorType === 'string' ? { errorType } : {}),
      message: firstLine(typeof errorMessage === 'string' ? errorMessage : payload),
    };
  } catch {
    return { message: firstLine(payload) };
  }
}

const firstLine = (text: string): string => withoutAccountIds(text.split('\n')[0] ?? '').slice(0, LONGEST_MESSAGE);

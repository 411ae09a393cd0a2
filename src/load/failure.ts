import type { Report } from '../logs/index.js';
import { withoutAccountIds } from '../recording/index.js';

/** Messages come from the function and may be long; the first line tells the cause. */
const LONGEST_MESSAGE = 200;

/** How an invocation failed that Lambda has run. */
export type Failure =
  | { readonly kind: 'timed-out'; readonly message: string }
  | { readonly kind: 'function-error'; readonly errorType: string; readonly message: string };

/**
 * Reads why a function failed: out of what it answered, `{errorType, errorMessage, …}`, and out of its report.
 *
 * @param functionError what Lambda itself says: `X-Amz-Function-Error`, or `ErrorCode` at the end of an event stream
 */
export function failureIn(functionError: string, payload: string, report: Report | undefined): Failure {
  const { errorType = functionError, message } = errorIn(payload);
  if (report?.status === 'timeout' || errorType === 'Sandbox.Timedout' || /Task timed out after/.test(message)) {
    return { kind: 'timed-out', message };
  }
  // AWS names the true cause of a killed runtime in the report alone: the payload says Runtime.ExitError for both.
  return { kind: 'function-error', errorType: report?.errorType ?? errorType, message };
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

/** Short enough for a recording, and without account ids. */
export const firstLine = (text: string): string =>
  withoutAccountIds(text.split('\n')[0] ?? '').slice(0, LONGEST_MESSAGE);

import type { EpochMilliseconds } from '../../units/index.js';
import { functionArn } from '../functions/function-name.js';
import type { AsynchronousEvent, Attempt, Condition } from './event.js';

/** A finished event: what the records of it are made of. */
export interface FinishedEvent {
  readonly event: AsynchronousEvent;
  readonly condition: Condition;
  readonly runs: number;
  /** Undefined when nothing was ever attempted. */
  readonly lastAttempt?: Attempt;
  readonly at: EpochMilliseconds;
}

/**
 * AWS's invocation record ("Capturing records of Lambda asynchronous invocations", read 2026-11; recorded answers of
 * 2022-2025). Payloads go in as the text they are, so that no number in them changes.
 */
export function invocationRecord(finished: FinishedEvent): string {
  const { event, condition, runs, lastAttempt } = finished;
  const members = [
    member('version', '1.0'),
    member('timestamp', new Date(finished.at).toISOString()),
    member('requestContext', {
      requestId: event.requestId,
      functionArn: functionArn({ ...event.reference, qualifier: event.reference.qualifier ?? '$LATEST' }),
      condition,
      approximateInvokeCount: runs,
    }),
    `"requestPayload":${jsonText(event.payload)}`,
    ...(lastAttempt === undefined ? [] : responseMembers(lastAttempt)),
  ];
  return `{${members.join(',')}}`;
}

function responseMembers(attempt: Attempt): string[] {
  if (attempt.kind === 'refused') return [member('responseContext', { statusCode: attempt.error.status })];
  const { outcome, executedVersion } = attempt;
  const error = outcome.kind === 'functionError' ? { functionError: 'Unhandled' } : {};
  return [
    member('responseContext', { statusCode: 200, executedVersion, ...error }),
    `"responsePayload":${jsonText(outcome.payload)}`,
  ];
}

const member = (name: string, value: unknown): string => `${JSON.stringify(name)}:${JSON.stringify(value)}`;

/** A runtime of the user's own may answer with anything. */
function jsonText(payload: Uint8Array): string {
  const text = Buffer.from(payload).toString();
  if (text === '') return 'null';
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}

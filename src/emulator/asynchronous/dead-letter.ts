import type { Attempt } from './event.js';
import type { Message, MessageAttribute } from './message.js';
import type { FinishedEvent } from './record.js';

/** "ErrorMessage (String): the first 1 KB of the error message" (developer guide, read 2026-11). */
const MAX_ERROR_MESSAGE_BYTES = 1024;

/** "Lambda sends the event to the dead-letter queue as-is, with additional information in attributes." */
export function deadLetter({ event, condition, lastAttempt }: FinishedEvent): Message {
  const code = condition === 'ZeroReservedConcurrency' ? undefined : statusOf(lastAttempt);
  return {
    body: Buffer.from(event.payload).toString(),
    attributes: {
      RequestID: text(event.requestId),
      ...(code === undefined ? {} : { ErrorCode: { DataType: 'Number', StringValue: String(code) } }),
      ErrorMessage: text(firstKilobyte(messageOf(condition, lastAttempt))),
    },
  };
}

const text = (StringValue: string): MessageAttribute => ({ DataType: 'String', StringValue });

function statusOf(attempt: Attempt | undefined): number | undefined {
  if (attempt === undefined) return undefined;
  return attempt.kind === 'ran' ? 200 : attempt.error.status;
}

function messageOf(condition: FinishedEvent['condition'], attempt: Attempt | undefined): string {
  // AWS's own spelling, as another emulator's authors recorded it.
  if (condition === 'ZeroReservedConcurrency') {
    return 'Function not invoked. Function isconfigured with zero reserved concurrent executions';
  }
  if (attempt === undefined) return condition;
  return attempt.kind === 'ran' ? errorMessageOf(attempt.outcome.payload) : attempt.error.message;
}

function errorMessageOf(payload: Uint8Array): string {
  const all = Buffer.from(payload).toString();
  try {
    const { errorMessage } = JSON.parse(all) as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : all;
  } catch {
    return all;
  }
}

/** Never ends within a character; an attribute may not be empty in SQS. */
function firstKilobyte(message: string): string {
  const bytes = Buffer.from(message);
  if (bytes.length === 0) return ' ';
  if (bytes.length <= MAX_ERROR_MESSAGE_BYTES) return message;
  return bytes
    .subarray(0, MAX_ERROR_MESSAGE_BYTES)
    .toString()
    .replace(/\uFFFD+$/, '');
}

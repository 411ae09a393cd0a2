import { requestTooLarge, ServiceError } from '../service-error.js';
import { whyNotJson } from './not-json.js';
import { MEGABYTE } from './route.js';

/** 6 MB, and 1 MB of an asynchronous event (quotas page, read 2026-10). */
const MAX_PAYLOAD_BYTES = 6 * MEGABYTE;
const MAX_EVENT_BYTES = MEGABYTE;

/** The payload of an invocation: JSON, or nothing. @throws ServiceError in AWS's words for another one. */
export function payloadOf(body: Uint8Array | undefined, type: string): Uint8Array {
  if (body === undefined || body.length === 0) return Buffer.from('{}');
  const limit = type === 'Event' ? MAX_EVENT_BYTES : MAX_PAYLOAD_BYTES;
  if (body.length > limit) {
    throw requestTooLarge(
      `${body.length} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`,
    );
  }
  try {
    JSON.parse(Buffer.from(body).toString());
  } catch (error) {
    const reason = whyNotJson(body, error instanceof Error ? error.message : String(error));
    throw new ServiceError(
      'InvalidRequestContentException',
      400,
      `Could not parse request body into json: Could not parse payload into json: ${reason}`,
    );
  }
  return body;
}

/** The header is base64; the Runtime API hands the JSON on, in a header that takes ASCII only. */
export function clientContextOf(encoded: string | undefined): string | undefined {
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString();
  try {
    const ascii = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
    return JSON.stringify(JSON.parse(text)).replace(/[^ -~]/g, ascii);
  } catch {
    throw new ServiceError(
      'InvalidRequestContentException',
      400,
      'Client context must be a valid Base64-encoded JSON object.',
    );
  }
}

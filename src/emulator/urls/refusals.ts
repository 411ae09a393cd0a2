import { ServiceError } from '../service-error.js';
import type { UrlResponse } from './url-response.js';

/** Whoever may not call a function URL is told no more: it may be the signature, the policy or the alias that lacks. */
export const forbidden = (): ServiceError =>
  new ServiceError(
    'AccessDeniedException',
    403,
    'Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
  );

export const requestTooLong = (limit: number): ServiceError =>
  new ServiceError(
    'RequestEntityTooLargeException',
    413,
    `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
  );

/** The text is in `Message` where the front door itself refuses, else in `message` (recorded answers, 2025-11). */
export function refusalResponse({ type, status, message, details }: ServiceError): UrlResponse {
  const text = type === 'AccessDeniedException' ? { Message: message } : { message };
  return {
    status,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-ErrorType', type],
    ],
    body: Buffer.from(JSON.stringify({ ...details, ...text })),
  };
}

import type { RequestOutcome } from '../../recording/index.js';
import type { EpochMilliseconds } from '../../units/index.js';
import type { AnswerFacts, AnswerHead } from './wire.js';

/** An error's own name is a word; anything else in its place could be somebody's data, and is not handed on. */
const NAME = /^[A-Za-z][\w.-]{0,99}$/;
/** An account id or an access key within it: any server can write what it likes where AWS writes a name. */
const SECRET = /\d{12}|(?:AKIA|ASIA)[A-Z0-9]{12}/;
export const nameIn = (text: unknown): string | undefined =>
  typeof text === 'string' && NAME.test(text) && !SECRET.test(text) ? text : undefined;

/** Refusals that have to do with the request's time. All are given for other reasons too: the server's clock decides. */
const OF_THE_CLOCK = new Set([
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

/**
 * The outcome of an answer that is a refusal or a failure of the service, in AWS's form: the error's name in a header or
 * in the body, and of a throttle its Reason.
 */
export function readServiceError({ status, headers }: AnswerHead, body: Buffer): AnswerFacts {
  const { reason, type } = fieldsIn(body);
  // Some services add an address to the name ("Error type", Smithy's REST-JSON protocol, read 2026-11).
  const errorType = nameIn(headers.get('x-amzn-errortype')?.replace(/:.*/s, '')) ?? type;
  const outcome = errorOutcome(status, errorType, reason, requestIdIn(headers));
  const date = Date.parse(headers.get('date') ?? '');
  const isOfClock = errorType !== undefined && OF_THE_CLOCK.has(errorType) && Number.isFinite(date);
  return { outcome, ...(isOfClock ? { serverClock: date as EpochMilliseconds } : {}) };
}

/** @param id the request's, as `requestIdIn` has it */
export function errorOutcome(
  status: number,
  errorType: string | undefined,
  reason: string | undefined,
  id: { readonly requestId?: string },
): RequestOutcome {
  if (status === 429 || isThrottling(errorType)) {
    return { kind: 'throttled', status, ...(reason === undefined ? {} : { reason }) };
  }
  return { kind: 'http-error', status, ...id, ...(errorType === undefined ? {} : { errorType }) };
}

const isThrottling = (errorType = ''): boolean => /TooManyRequests|^Throttl/.test(errorType);

function fieldsIn(body: Buffer): { reason?: string | undefined; type?: string | undefined } {
  try {
    const fields = (JSON.parse(body.toString()) ?? {}) as Record<string, unknown>;
    const type = typeof fields.__type === 'string' ? fields.__type.replace(/^.*#/s, '') : fields.code;
    return { reason: nameIn(fields.Reason), type: nameIn(type) };
  } catch {
    return {};
  }
}

/**
 * Lambda's id of the request. API Gateway gives its own in the same header, beside a second one, and never the
 * function's ("x-amzn-RequestId", API Gateway developer guide, read 2026-11).
 */
export function requestIdIn(headers: AnswerHead['headers']): { readonly requestId?: string } {
  const requestId = headers.get('x-amzn-requestid');
  const isGateways = headers.get('x-amz-apigw-id') !== undefined;
  return requestId === undefined || isGateways || !/^[\w-]{1,100}$/.test(requestId) ? {} : { requestId };
}

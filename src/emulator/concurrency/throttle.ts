import { ServiceError } from '../service-error.js';

/** Why an invocation is refused, as AWS's model names it (ThrottleReason). */
export type ThrottleReason =
  | 'ConcurrentInvocationLimitExceeded'
  | 'FunctionInvocationRateLimitExceeded'
  | 'ReservedFunctionConcurrentInvocationLimitExceeded'
  | 'ReservedFunctionInvocationRateLimitExceeded'
  | 'CallerRateLimitExceeded';

/**
 * AWS's 429. Without a Retry-After header: the model has a place for one, and none of AWS's recorded answers to a lack of
 * concurrency came with it (2022-2025; botocore would show it as retryAfterSeconds).
 */
export const throttled = (reason: ThrottleReason): ServiceError =>
  new ServiceError('TooManyRequestsException', 429, 'Rate Exceeded.', { Reason: reason });

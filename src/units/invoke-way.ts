/**
 * How an invocation is sent: `synchronous` waits for the answer; `asynchronous` hands an event to Lambda's queue, and all
 * that is heard of it is its report in the log group; `streamed` reads the answer as it is made.
 */
export const INVOKE_WAYS = ['synchronous', 'asynchronous', 'streamed'] as const;
export type InvokeWay = (typeof INVOKE_WAYS)[number];

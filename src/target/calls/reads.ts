/**
 * All operations of Lambda and of CloudWatch Logs that begin so are reads: in AWS's own models of 2026-11 (facts/aws-api)
 * each of Lambda's is a GET, and those of Logs change nothing. What is new and begins otherwise is taken for a change.
 */
const READS = /^(Get|List|Describe|Filter)[A-Z]/;
/** They run the function, as anybody who may invoke it does; they change nothing of it. */
const INVOKES: ReadonlySet<string> = new Set(['Invoke', 'InvokeWithResponseStream']);

export const isRead = (operation: string): boolean => READS.test(operation);
export const isInvoke = (operation: string): boolean => INVOKES.has(operation);

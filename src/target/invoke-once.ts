import { InvokeCommand } from '@aws-sdk/client-lambda';
import { type RawInvocation, withoutAccountIds } from '../recording/index.js';
import { milliseconds } from '../units/index.js';
import { isUsersToMend } from './calls/index.js';
import type { Connection } from './connection.js';
import { explain } from './explain.js';
import { isNotReadyYet, NotReadyYet } from './not-ready-yet.js';

/** One way to invoke a version or alias, with its JSON. @throws TargetError where the next would be refused too */
export type Invoker = (
  connection: Connection,
  functionName: string,
  qualifier: string,
  payload: string,
  signal: AbortSignal,
) => Promise<RawInvocation>;

/**
 * Invokes once and waits for the answer. Throttling and a lost connection are answers too: a run goes on after them.
 * Latency is what the client saw, signing and parsing of the SDK included.
 */
export const invokeOnce: Invoker = async ({ data, observations }, FunctionName, Qualifier, payload, abortSignal) => {
  const Payload = new TextEncoder().encode(payload);
  const start = performance.now();
  try {
    const answer = await data.send(new InvokeCommand({ FunctionName, Qualifier, Payload, LogType: 'Tail' }), {
      abortSignal,
    });
    const latencyMs = milliseconds(performance.now() - start);
    const { requestId = '' } = answer.$metadata;
    return {
      kind: 'answered',
      latencyMs,
      requestId,
      logTail: Buffer.from(answer.LogResult ?? '', 'base64').toString('utf8'),
      payload: Buffer.from(answer.Payload ?? []).toString('utf8'),
      ...(answer.FunctionError === undefined ? {} : { functionError: answer.FunctionError }),
      ...observations?.take(requestId),
    };
  } catch (error) {
    return answeredInstead(error);
  }
};

/** What an invocation that has no answer comes to. @throws TargetError where the next would be refused too */
export function answeredInstead(error: unknown): RawInvocation {
  const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  if (isNotReadyYet(error)) throw new NotReadyYet(error, 'invoking the function');
  const text = withoutAccountIds(`${name}: ${message}`);
  const status = $metadata?.httpStatusCode;
  if (status === 429 || /TooManyRequests|Throttl/.test(name)) return { kind: 'throttled', message: text };
  // A refusal, such as a denied action or an expired token, will be the same next time: it ends the run.
  const isRefusal = status !== undefined && status >= 400 && (status < 500 || isUsersToMend(name));
  if (isRefusal) throw explain(error, 'invoking the function');
  return { kind: 'unreachable', message: text };
}

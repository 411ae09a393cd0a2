import { InvokeCommand, PutFunctionEventInvokeConfigCommand } from '@aws-sdk/client-lambda';
import { epochMilliseconds } from '../units/index.js';
import type { Connection } from './connection.js';
import { explain } from './explain.js';
import { answeredInstead, type Invoker } from './invoke-once.js';

/** The least that Lambda takes (API reference, PutFunctionEventInvokeConfig, read 2026-11). */
export const LONGEST_WAIT_OF_EVENT_S = 60;

/**
 * Hands one event to Lambda's queue. What becomes of it is in the function's log alone: neither an answer nor a latency
 * comes back.
 */
export const invokeEvent: Invoker = async ({ data }, FunctionName, Qualifier, payload, abortSignal) => {
  const Payload = new TextEncoder().encode(payload);
  const sentAt = epochMilliseconds(Date.now());
  try {
    const command = new InvokeCommand({ FunctionName, Qualifier, Payload, InvocationType: 'Event' });
    const { $metadata } = await data.send(command, { abortSignal });
    return { kind: 'accepted', requestId: $metadata.requestId ?? '', sentAt };
  } catch (error) {
    return answeredInstead(error);
  }
};

/**
 * Has one version's events tried once, and given up where they cannot begin within a minute. Lambda tries a failed event
 * again after one and two minutes, under the same request id: it would be billed behind the run's back, and run after it.
 * Where that is denied it is so; the figures are of the first try all the same.
 * That deleting a version removes this of it too is not documented, and could not be verified without an account.
 */
export async function tryEventsOnce({ control }: Connection, FunctionName: string, Qualifier: string): Promise<void> {
  const once = { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: LONGEST_WAIT_OF_EVENT_S };
  try {
    await control.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, Qualifier, ...once }));
  } catch (error) {
    if (!/AccessDenied/.test((error as Error).name)) throw explain(error, 'having events tried once');
  }
}

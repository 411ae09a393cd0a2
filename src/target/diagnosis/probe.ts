import type { Connection } from '../connection.js';
import { explain } from '../explain.js';
import type { On } from '../permissions/index.js';
import { callOf, isOfCaller } from '../troubles/index.js';

/** What the probes of one run ask about. */
export interface ProbeTarget {
  readonly functionName: string;
  readonly logGroup: string;
  /** ARN of the function's execution role, for a copy. */
  readonly role?: string;
  /** ARN of a layer's version that the function has. */
  readonly layer?: string;
}

/** A call by which it is found out whether an action is allowed, and which changes nothing whatever the answer. */
export interface Probe {
  readonly action: string;
  readonly on: On;
  /** Why nothing is changed by it, as it is said to the user. */
  readonly harmless: string;
  /** Whether it only reads: the others are sent to AWS and to Kelvin's emulator alone. */
  readonly reads: boolean;
  readonly send: (connection: Connection, target: ProbeTarget) => Promise<unknown>;
}

export type Verdict =
  | { readonly verdict: 'allowed' }
  | { readonly verdict: 'denied'; readonly problem: string; readonly hint: string }
  | { readonly verdict: 'unknown'; readonly problem: string };

/**
 * What an answer says of the permission. AWS asks IAM before it looks for what is named, so that "there is no such alias"
 * is said to those alone who may ask; so it answers for what does not exist at all (seen in many reports of refused calls
 * for functions that are not there; not verified with an account).
 */
export async function verdictOf(probe: Probe, connection: Connection, target: ProbeTarget): Promise<Verdict> {
  try {
    await probe.send(connection, target);
    return { verdict: 'allowed' };
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    const { problem, hint } = explain(error, probe.action);
    if (/AccessDenied|NotAuthorized/.test(name)) {
      const of = /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1] ?? callOf(error);
      if (of === undefined || of === probe.action) return { verdict: 'denied', problem, hint };
      // It was let in, and then was denied something else: that is another line of the table.
      return { verdict: 'allowed' };
    }
    const status = $metadata?.httpStatusCode;
    const isAnswer = status !== undefined && status >= 400 && status < 500 && status !== 429;
    return isAnswer && !/Throttl/.test(name) && !isOfCaller(error)
      ? { verdict: 'allowed' }
      : { verdict: 'unknown', problem };
  }
}

import type { Statement } from '../functions/policy.js';

/**
 * Whether a statement of a function's policy lets everybody call it by a URL that asks for no signature. A condition on
 * anything but the URL's AuthType is one that somebody unknown does not meet.
 *
 * AWS has asked for `lambda:InvokeFunction` beside `lambda:InvokeFunctionUrl` since October 2025, but not of accounts
 * that had function URLs before (until November 2026: serverless/serverless#13147). The answers recorded in November
 * 2025 are of such a one, and what lets in there lets in here.
 */
export function letsEverybodyIn({ Principal, Action, Condition = {} }: Statement): boolean {
  const everybody = Principal === '*' || ('AWS' in Principal && Principal.AWS === '*');
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => `${operator} ${key} ${value}`),
  );
  return everybody && ACTIONS.has(Action) && conditions.every((it) => it === WITHOUT_SIGNATURE);
}

const ACTIONS: ReadonlySet<string> = new Set(['lambda:InvokeFunctionUrl', 'lambda:*', '*']);
const WITHOUT_SIGNATURE = 'StringEquals lambda:FunctionUrlAuthType NONE';

import type { Measurement, RawInvocation } from '../recording/index.js';

/** An invocation that hooks are run around. */
export interface HookedInvocation {
  readonly payload: { readonly name: string; readonly body: string };
  readonly intended: Measurement['intended'];
}

/** What is run around each invocation of a visit, and is in no figure. */
export interface InvocationHooks {
  /** @returns what to send; or why the invocation is not made, in words */
  before(invocation: HookedInvocation): Promise<{ readonly body: string } | { readonly failed: string }>;
  /** Also after an invocation that failed, or was given up; what was measured of it is written down already. */
  after(invocation: HookedInvocation, raw: RawInvocation | undefined): Promise<void>;
}

/** Of a run without hooks. */
export const NO_HOOKS: InvocationHooks = {
  before: async ({ payload }) => ({ body: payload.body }),
  after: async () => {},
};

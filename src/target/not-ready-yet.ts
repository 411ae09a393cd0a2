import { TargetError } from './error.js';
import { explain } from './explain.js';

/**
 * Lambda has not run the function, and is getting it ready since: it slept (its resources were reclaimed after weeks without
 * an invocation), or it is new. "When you try to invoke a function that is inactive, the invocation fails and Lambda sets
 * the function to pending state until the function resources are recreated" (developer guide, functions-states, read
 * 2026-11). The first is of a VPC (API model, 502); the second, with 409, of code that was not used for weeks ("Lambda is
 * initializing your function. It will be ready to invoke shortly", over after 40 to 106 s: aws-solutions-library-samples
 * issue 801, 2026-09, and aws-cdk issue 20123, 2022); the third of a snapshot (API model, 409).
 */
const NOT_READY_YET = /^(ResourceNotReady|CodeArtifactUserPending|SnapStartNotReady|ENINotReady)(Exception)?$/;
/** Wording by remotion issue 1186, 2022. Whether `Inactive` is worded so too is not verified. */
const PENDING = /state: (Pending|Inactive)/i;

export function isNotReadyYet(error: unknown): boolean {
  const { name, message } = error as Error;
  return NOT_READY_YET.test(name) || (name === 'ResourceConflictException' && PENDING.test(message));
}

/** An invocation that did not happen, and would a while later. */
export class NotReadyYet extends TargetError {
  constructor(error: unknown, doing: string) {
    const { problem, hint } = explain(error, doing);
    super(problem, hint);
  }
}

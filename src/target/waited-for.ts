import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { TargetError } from './error.js';

/** How long something may take to become ready, and what it is. */
export interface Waited {
  readonly longestMs: number;
  readonly why: string;
}

const MINUTE_MS = 60_000;

/**
 * A zip is ready in a second or two, and three minutes are plenty. A VPC's network interface is made in one to two minutes,
 * as users report (2026), and now and then in many; an image is optimised first (how long is not verified). A version with
 * SnapStart is initialised and snapshotted before it is active: its init alone may take 15 minutes (facts/lambda.md 3.2).
 */
export function waitedFor(found: FunctionConfiguration, isVersion: boolean): Waited {
  const { SnapStart, VpcConfig, PackageType } = found;
  if (isVersion && SnapStart?.ApplyOn === 'PublishedVersions') {
    return { longestMs: 20 * MINUTE_MS, why: 'a version with SnapStart, of which a snapshot is taken first,' };
  }
  if ((VpcConfig?.SubnetIds?.length ?? 0) > 0) {
    return { longestMs: 10 * MINUTE_MS, why: 'the function, which has a VPC and needs a network interface in it,' };
  }
  if (PackageType === 'Image')
    return { longestMs: 10 * MINUTE_MS, why: 'the function, whose image is prepared first,' };
  return { longestMs: 3 * MINUTE_MS, why: 'the function' };
}

export function inFailedState({ StateReason, LastUpdateStatusReason }: FunctionConfiguration): TargetError {
  const reason = StateReason ?? LastUpdateStatusReason ?? 'no reason given';
  return new TargetError(`the function is in a failed state: ${reason}`, 'mend the function first');
}

export function notReadyInTime(found: FunctionConfiguration, { longestMs, why }: Waited): TargetError {
  const reason = found.StateReason ?? found.LastUpdateStatusReason;
  return new TargetError(
    `${why} was not ready after ${Math.round(longestMs / MINUTE_MS)} min${reason === undefined ? '' : `: ${reason}`}`,
    'look at its state ("aws lambda get-function-configuration"); it may become ready later, and can be measured then',
  );
}

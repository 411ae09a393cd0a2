import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

/** How long something may take to become ready, and what it is. */
export interface Waited {
  readonly longestMs: number;
  readonly why: string;
}

const MINUTE_MS = 60_000;

/**
 * A zip is ready in a second or two, and three minutes are plenty. A VPC's network interface is made in up to 90 s
 * (AWS Compute Blog, "Announcing improved VPC networking for AWS Lambda functions", 2019) and now and then in minutes; an
 * image is optimised first. A version with SnapStart is initialised and snapshotted before it is active: its init alone may
 * take 15 minutes (facts/lambda.md 3.2), and AWS says "a few minutes" of the whole.
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

import { setTimeout as sleep } from 'node:timers/promises';
import { type FunctionConfiguration, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { TargetError } from './error.js';

/**
 * Configuration changes of zip functions take a second or two; of functions in a VPC up to a minute and a half; those of
 * the emulator 50 ms, and each cold start of a run waits for one.
 */
const LONGEST_WAIT_MS = 180_000;
/** To make a snapshot a version is initialised, for up to 15 minutes (developer guide, 2026); images and networks take minutes. */
const LONGEST_SLOW_WAIT_MS = 960_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2000;

/**
 * Waits until a function, or one version of it, is active and no update of it is under way. The SDK has waiters for
 * this; they need the permission lambda:GetFunction besides, and they take every error for "not yet", so that a lost
 * network or a denied call is told after minutes. @throws whatever the call throws, at once.
 */
export async function whenReady(
  { control }: Pick<Connection, 'control'>,
  FunctionName: string,
  options: { readonly qualifier?: string; readonly signal?: AbortSignal } = {},
): Promise<FunctionConfiguration> {
  const Qualifier = options.qualifier === undefined ? {} : { Qualifier: options.qualifier };
  const abortSignal = options.signal === undefined ? {} : { abortSignal: options.signal };
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const began = Date.now();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const now = await control.send(new GetFunctionConfigurationCommand({ FunctionName, ...Qualifier }), abortSignal);
    if (now.State === 'Failed' || now.LastUpdateStatus === 'Failed') {
      const reason = now.StateReason ?? now.LastUpdateStatusReason ?? 'no reason given';
      throw new TargetError(`the function is in a failed state: ${reason}`, 'mend the function first');
    }
    if (now.State !== 'Pending' && now.LastUpdateStatus !== 'InProgress') return now;
    const longest = isSlow(now) ? LONGEST_SLOW_WAIT_MS : LONGEST_WAIT_MS;
    if (Date.now() - began > longest) {
      throw new TargetError(`the function was not ready after ${longest / 1000} s`, 'look at its state on AWS');
    }
    await sleep(pause, undefined, signal);
  }
}

const isSlow = ({ SnapStart, VpcConfig, PackageType }: FunctionConfiguration): boolean =>
  SnapStart?.ApplyOn === 'PublishedVersions' || Boolean(VpcConfig?.VpcId) || PackageType === 'Image';

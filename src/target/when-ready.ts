import { setTimeout as sleep } from 'node:timers/promises';
import { type FunctionConfiguration, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { TargetError } from './error.js';
import { type Waited, waitedFor } from './waited-for.js';

/** Configuration changes of the emulator take 50 ms, and each cold start of a run waits for one. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2000;

export interface ReadyOptions {
  readonly qualifier?: string;
  readonly signal?: AbortSignal;
  /** Replaced in tests. */
  readonly now?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>;
}

/**
 * Waits until a function, or one version of it, is active and no update of it is under way, for as long as one of its kind
 * may take. The SDK has waiters for this; they need the permission lambda:GetFunction besides, and they take every error
 * for "not yet", so that a lost network or a denied call is told after minutes. @throws whatever the call throws, at once.
 */
export async function whenReady(
  { control }: Pick<Connection, 'control'>,
  FunctionName: string,
  { qualifier, signal, now = Date.now, wait = pauseFor }: ReadyOptions = {},
): Promise<FunctionConfiguration> {
  const Qualifier = qualifier === undefined ? {} : { Qualifier: qualifier };
  const abortSignal = signal === undefined ? {} : { abortSignal: signal };
  const begun = now();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const found = await control.send(new GetFunctionConfigurationCommand({ FunctionName, ...Qualifier }), abortSignal);
    if (found.State === 'Failed' || found.LastUpdateStatus === 'Failed') throw failed(found);
    if (found.State !== 'Pending' && found.LastUpdateStatus !== 'InProgress') return found;
    const waited = waitedFor(found, qualifier !== undefined);
    if (now() - begun > waited.longestMs) throw late(found, waited);
    await wait(pause, signal);
  }
}

const pauseFor = (ms: number, signal: AbortSignal | undefined): Promise<unknown> =>
  sleep(ms, undefined, signal === undefined ? {} : { signal });

function failed({ StateReason, LastUpdateStatusReason }: FunctionConfiguration): TargetError {
  const reason = StateReason ?? LastUpdateStatusReason ?? 'no reason given';
  return new TargetError(`the function is in a failed state: ${reason}`, 'mend the function first');
}

function late(found: FunctionConfiguration, { longestMs, why }: Waited): TargetError {
  const reason = found.StateReason ?? found.LastUpdateStatusReason;
  return new TargetError(
    `${why} was not ready after ${Math.round(longestMs / 60_000)} min${reason === undefined ? '' : `: ${reason}`}`,
    'look at its state ("aws lambda get-function-configuration"); it may become ready later, and can be measured then',
  );
}

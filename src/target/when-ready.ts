import { setTimeout as sleep } from 'node:timers/promises';
import { type FunctionConfiguration, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { inFailedState, notReadyInTime, waitedFor } from './waited-for.js';

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
    if (found.State === 'Failed' || found.LastUpdateStatus === 'Failed') throw inFailedState(found);
    if (found.State !== 'Pending' && found.LastUpdateStatus !== 'InProgress') return found;
    const waited = waitedFor(found, qualifier !== undefined);
    if (now() - begun > waited.longestMs) throw notReadyInTime(found, waited);
    await wait(pause, signal);
  }
}

const pauseFor = (ms: number, signal: AbortSignal | undefined): Promise<unknown> =>
  sleep(ms, undefined, signal === undefined ? {} : { signal });

import { setTimeout as sleep } from 'node:timers/promises';
import { type FunctionConfiguration, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { RawInvocation } from '../recording/index.js';
import type { Connection } from './connection.js';
import { calling } from './explain.js';
import { NotReadyYet } from './not-ready-yet.js';
import { inFailedState, notReadyInTime, waitedFor } from './waited-for.js';

/** Between two invocations of what is not ready: the first wakes it, and each further one asks whether it is awake. */
const PAUSE_MS = { first: 1000, longest: 10_000 } as const;

export interface Waking {
  readonly connection: Pick<Connection, 'control' | 'calls'>;
  readonly functionName: string;
  readonly qualifier: string;
  readonly signal: AbortSignal;
  /** Replaced in tests. */
  readonly now?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * Invokes again for as long as Lambda says that it is still getting the function ready, and no longer than one of its kind
 * may take. Each of these invocations did not happen: it is neither measured nor billed, and what is measured is the one that
 * did. @throws TargetError when it does not become ready, with AWS's reason
 */
export async function onceReady(
  invoke: () => Promise<RawInvocation>,
  { connection, functionName, qualifier, signal, now = Date.now, wait = pauseFor }: Waking,
): Promise<RawInvocation> {
  const begun = now();
  let wasPending = false;
  let waitMs: number = PAUSE_MS.first;
  for (let attempts = 1; ; attempts += 1) {
    const raw = await invoke().catch(unlessNotReady);
    if (raw !== undefined) return raw;
    const found = await stateOf(connection, functionName, qualifier);
    if (found.State === 'Failed' || isAsleepAgain(found, wasPending)) throw inFailedState(found);
    wasPending ||= found.State === 'Pending';
    const waited = waitedFor(found, qualifier !== '$LATEST');
    if (now() - begun > waited.longestMs) throw notReadyInTime(found, waited);
    connection.calls.retried({ operation: 'Invoke', cause: 'not-ready', waitMs, attempts });
    await wait(waitMs, signal).catch(() => undefined);
    if (signal.aborted) return { kind: 'unreachable', message: 'the run was ended before the function was ready' };
    waitMs = Math.min(2 * waitMs, PAUSE_MS.longest);
  }
}

const pauseFor = (ms: number, signal: AbortSignal): Promise<unknown> => sleep(ms, undefined, { signal });

function unlessNotReady(error: unknown): undefined {
  if (!(error instanceof NotReadyYet)) throw error;
  return undefined;
}

const stateOf = (
  { control }: Pick<Connection, 'control'>,
  FunctionName: string,
  Qualifier: string,
): Promise<FunctionConfiguration> =>
  calling('waiting until the function is ready', () =>
    control.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier })),
  );

/**
 * "If Lambda fails to recreate the resources, the function returns to the inactive state" (developer guide, read 2026-11), with
 * a reason that is not that it was idle: what the network of a VPC lacks, mostly.
 */
const isAsleepAgain = ({ State, StateReasonCode }: FunctionConfiguration, wasPending: boolean): boolean =>
  State === 'Inactive' && wasPending && StateReasonCode !== undefined && StateReasonCode !== 'Idle';

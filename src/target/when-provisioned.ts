import { setTimeout as sleep } from 'node:timers/promises';
import { GetProvisionedConcurrencyConfigCommand } from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { TargetError } from './error.js';
import { explain } from './explain.js';

const PAUSE_MS = { first: 500, longest: 5000 } as const;
/**
 * Environments are made at up to 6,000 a minute (facts/lambda.md 3.3), but each is initialised first, which may take 15
 * minutes.
 */
const LONGEST_WAIT_MS = 20 * 60_000;

/** AWS could not make it: `FUNCTION_ERROR_INIT_FAILURE` where INIT fails, by users' reports (2020 to 2026). */
export class ProvisionedFailure extends TargetError {
  constructor(
    what: string,
    readonly reason: string,
  ) {
    const hint = /INIT/.test(reason) ? 'see in its log why INIT fails' : 'ask for less of it';
    super(`${what} could not be made: ${reason}`, hint);
  }
}

export interface ProvisionedOptions {
  readonly signal: AbortSignal;
  /** Before the first wait: how many are there of how many. */
  readonly onWait: (made: number, asked: number) => void;
  /** It may not be asked whether there is any: why, and the policy line that allows it. */
  readonly onDenied?: (trouble: TargetError) => void;
  /** Replaced in tests. */
  readonly now?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * Waits until the provisioned concurrency of a version or alias is there, all of it: on a part of it other invocations
 * would start cold than later on. One that has none, or may not be asked about, is ready. @throws TargetError when AWS
 * could not give it, or has not after 20 minutes @returns how many environments it keeps, 0 where it has none
 */
export async function whenProvisioned(
  { control }: Pick<Connection, 'control'>,
  FunctionName: string,
  Qualifier: string,
  { signal, onWait, onDenied, now = Date.now, wait = pauseFor }: ProvisionedOptions,
): Promise<number> {
  const deadline = now() + LONGEST_WAIT_MS;
  const look = () => control.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier }));
  let isTold = false;
  for (let pause: number = PAUSE_MS.first; ; pause = Math.min(2 * pause, PAUSE_MS.longest)) {
    const found = await look().catch((error: unknown) => unlessNone(error, onDenied));
    if (found === undefined) return 0;
    if (found.Status === 'READY') return found.AllocatedProvisionedConcurrentExecutions ?? 0;
    const { StatusReason: reason = 'no reason given', AllocatedProvisionedConcurrentExecutions: made = 0 } = found;
    const asked = found.RequestedProvisionedConcurrentExecutions ?? 0;
    const what = `the provisioned concurrency of ${FunctionName}:${Qualifier}`;
    if (found.Status === 'FAILED') throw new ProvisionedFailure(what, reason);
    if (now() > deadline) {
      throw new TargetError(`of ${what} ${made} of ${asked} are there after 20 min`, 'see that it initialises in time');
    }
    if (!isTold) onWait(made, asked);
    isTold = true;
    await wait(pause, signal);
  }
}

const pauseFor = (ms: number, signal: AbortSignal): Promise<unknown> => sleep(ms, undefined, { signal });

/** `ProvisionedConcurrencyConfigNotFoundException`, by AWS's model; `$LATEST` and a denied question are none either. */
function unlessNone(error: unknown, onDenied: ProvisionedOptions['onDenied']): undefined {
  const { name } = error as Error;
  if (!/NotFound|AccessDenied|InvalidParameterValue/.test(name)) throw error;
  if (name.includes('AccessDenied')) onDenied?.(explain(error, 'asking for its provisioned concurrency'));
  return undefined;
}

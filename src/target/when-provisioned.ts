import { setTimeout as sleep } from 'node:timers/promises';
import { GetProvisionedConcurrencyConfigCommand } from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { TargetError } from './error.js';

const PAUSE_MS = { first: 500, longest: 5000 } as const;
/**
 * Environments are made at up to 6,000 a minute (facts/lambda.md 3.3), but each is initialised first, which may take 15
 * minutes.
 */
const LONGEST_WAIT_MS = 20 * 60_000;

/**
 * Waits until the provisioned concurrency of a version or alias is there, all of it. @throws TargetError when AWS could not
 * give it, or has not after 20 minutes
 */
export async function whenProvisioned(
  { control }: Pick<Connection, 'control'>,
  FunctionName: string,
  Qualifier: string,
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  for (let pause: number = PAUSE_MS.first; ; pause = Math.min(2 * pause, PAUSE_MS.longest)) {
    const found = await control.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier }), {
      abortSignal: signal,
    });
    if (found.Status === 'READY') return;
    const { StatusReason: reason = 'no reason given', AllocatedProvisionedConcurrentExecutions: made = 0 } = found;
    const asked = found.RequestedProvisionedConcurrentExecutions ?? 0;
    if (found.Status === 'FAILED') {
      throw new TargetError(
        `the provisioned concurrency of ${FunctionName}:${Qualifier} could not be made: ${reason}`,
        'ask for less, or for more concurrency of the account',
      );
    }
    if (Date.now() > deadline) {
      throw new TargetError(
        `of the provisioned concurrency of ${FunctionName}:${Qualifier} ${made} of ${asked} are there after ${LONGEST_WAIT_MS / 60_000} min`,
        'see that the function initialises in time, or ask for less',
      );
    }
    await sleep(pause, undefined, { signal });
  }
}

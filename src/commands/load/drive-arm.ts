import { type DriveContext, type DriveEnd, type DriveOptions, drive } from '../../load/index.js';
import type { ArmEnd, LoadRequest } from '../../recording/index.js';
import type { EpochMilliseconds, Milliseconds, Usd } from '../../units/index.js';
import { milliseconds } from '../../units/index.js';
import type { RunControl } from '../interrupt.js';
import type { RunningCost } from './running-cost.js';

export interface DrivenArm {
  readonly reason: ArmEnd['reason'];
  readonly beganAt: EpochMilliseconds | undefined;
  readonly atMs: Milliseconds;
}

export interface ArmBounds {
  readonly control: RunControl;
  readonly cost: RunningCost;
  /** What this arm may cost; the cost so far counts from its beginning. */
  readonly budgetUsd?: Usd;
}

/**
 * Drives one load, and ends it when its budget is spent, when the user does, or when what it has measured cannot be
 * written down: then the error is thrown, after the driver has stopped.
 */
export async function driveArm(
  options: DriveOptions,
  context: Omit<DriveContext, 'signal'>,
  { control, cost, budgetUsd }: ArmBounds,
): Promise<DrivenArm> {
  const own = new AbortController();
  let beganAt: EpochMilliseconds | undefined;
  let failure: { readonly error: unknown } | undefined;
  let isSpent = false;
  const guarded =
    <T>(hear: (it: T) => void) =>
    (it: T): void => {
      try {
        if (failure === undefined) hear(it);
      } catch (error) {
        failure = { error };
        own.abort();
      }
    };
  const end = await drive(options, {
    ...context,
    signal: AbortSignal.any([control.signal, own.signal]),
    onBegin: guarded((at: EpochMilliseconds) => {
      beganAt = at;
      context.onBegin?.(at);
    }),
    onRequests: guarded((requests: readonly LoadRequest[]) => {
      context.onRequests(requests);
      cost.add(requests);
      isSpent ||= budgetUsd !== undefined && cost.usd >= budgetUsd;
      if (isSpent) own.abort();
    }),
    onBeat: guarded(context.onBeat),
  });
  if (failure !== undefined) throw failure.error;
  const atMs = milliseconds(beganAt === undefined ? 0 : Math.max(0, Date.now() - beganAt));
  return { reason: reasonOf(end, control, isSpent), beganAt, atMs };
}

function reasonOf(end: DriveEnd, control: RunControl, isSpent: boolean): ArmEnd['reason'] {
  if (end !== 'ended') return end;
  return control.reason ?? (isSpent ? 'budget' : 'failed');
}

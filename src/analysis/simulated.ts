import type { Measurement, Simulated, SimulatedTimes } from '../recording/index.js';
import { type Milliseconds, milliseconds } from '../units/index.js';
import type { Arm } from './arms.js';
import type { SizeResult } from './result-schema.js';

/** How much of one size's figures is simulated, in the mean; nothing where nothing is. */
export function simulatedShare(arm: Arm): SizeResult['simulated'] {
  const answered = arm.measurements.filter(({ simulated }) => simulated !== undefined);
  if (answered.length === 0) return undefined;
  const cold = answered.filter(({ simulated }) => simulated?.coldStartMs !== undefined);
  return {
    n: answered.length,
    durationMs: meanOf(answered, 'durationMs'),
    initDurationMs: meanOf(cold, 'initDurationMs'),
    coldStartMs: meanOf(cold, 'coldStartMs'),
    networkMs: meanOf(answered, 'networkMs'),
  };
}

type Part = Exclude<keyof SimulatedTimes, 'hostSlowdown'>;

/** What is missing in one is zero there: a host as fast as this adds nothing. */
const meanOf = (measurements: readonly Measurement[], part: Part): Milliseconds => {
  const total = measurements.reduce((sum, { simulated }) => sum + (simulated?.[part] ?? 0), 0);
  return milliseconds(measurements.length === 0 ? 0 : total / measurements.length);
};

/** Whether Duration, Init Duration and what is made of them, cost above all, hold simulated time. */
export const areFiguresSimulated = (target: { readonly simulated?: Simulated | undefined }): boolean =>
  target.simulated?.parts.some(({ name }) => name === 'hostMode') ?? false;

import type { Header } from '../recording/index.js';
import type { Arm, MeasuredStart } from './arms.js';
import type { CostTerms } from './cost.js';
import { failsTooOften, failuresOf } from './failures.js';
import { knownCostOf } from './known-cost.js';
import { quantilesOf } from './quantiles.js';
import type { SizeResult, Starts } from './result-schema.js';
import { simulatedShare } from './simulated.js';

/** All figures of one memory size. */
export function sizeResult(arm: Arm, header: Header, terms: CostTerms): SizeResult {
  const reports = arm.measurements.flatMap(({ outcome }) =>
    'report' in outcome && outcome.report !== undefined ? [outcome.report] : [],
  );
  const fullShare = header.target.largestFullShareMB;
  const simulated = simulatedShare(arm);
  return {
    memorySizeMB: arm.memorySizeMB,
    architecture: arm.architecture,
    status: statusOf(arm),
    attempts: arm.measurements.length,
    capped: fullShare !== undefined && arm.memorySizeMB > fullShare,
    cold: startsOf(arm.cold),
    warm: startsOf(arm.warm),
    maxMemoryUsedMB: reports.reduce<SizeResult['maxMemoryUsedMB']>(
      (most, { maxMemoryUsedMB: used }) => (used !== undefined && (most === null || used > most) ? used : most),
      null,
    ),
    costPerMillionUsd: knownCostOf(arm, terms),
    failures: failuresOf(arm.measurements),
    ...(simulated === undefined ? {} : { simulated }),
  };
}

function statusOf(arm: Arm): SizeResult['status'] {
  if (failsTooOften(arm.measurements)) return 'failed';
  return arm.cold.length + arm.warm.length === 0 ? 'unmeasured' : 'measured';
}

function startsOf(starts: readonly MeasuredStart[]): Starts {
  return {
    n: starts.length,
    durationMs: quantilesOf(starts, (start) => start.durationMs),
    billedDurationMs: quantilesOf(starts, (start) => start.billedDurationMs),
    initDurationMs: quantilesOf(starts, (start) => start.initDurationMs ?? start.restoreDurationMs),
  };
}

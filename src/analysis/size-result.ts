import type { Header, ReportedInit } from '../recording/index.js';
import { atLimitOf } from './all-starts.js';
import { allowedErrorsOf } from './allowed-errors.js';
import type { Arm, MeasuredStart } from './arms.js';
import type { CostTerms } from './cost.js';
import { failsTooOften, failuresOf } from './failures.js';
import { knownCostOf } from './known-cost.js';
import { monthOf } from './month.js';
import { quantilesOf } from './quantiles.js';
import { reportedInitsOf } from './reported-inits.js';
import type { SizeResult, Starts } from './result-schema.js';
import { simulatedShare } from './simulated.js';

/** All figures of one memory size. */
export function sizeResult(
  arm: Arm,
  header: Header,
  terms: CostTerms,
  inits: readonly ReportedInit[] = [],
): SizeResult {
  const reports = arm.measurements.flatMap(({ outcome }) =>
    'report' in outcome && outcome.report !== undefined ? [outcome.report] : [],
  );
  const fullShare = header.target.largestFullShareMB;
  const simulated = simulatedShare(arm);
  return {
    memorySizeMB: arm.memorySizeMB,
    architecture: arm.architecture,
    status: statusOf(arm, terms.coldShareRatio),
    attempts: arm.measurements.length,
    capped: fullShare !== undefined && arm.memorySizeMB > fullShare,
    cold: startsOf(arm.cold, arm.disturbed.cold),
    warm: startsOf(arm.warm, arm.disturbed.warm),
    maxMemoryUsedMB: reports.reduce<SizeResult['maxMemoryUsedMB']>(
      (most, { maxMemoryUsedMB: used }) => (used !== undefined && (most === null || used > most) ? used : most),
      null,
    ),
    costPerMillionUsd: knownCostOf(arm, terms),
    ...ofStrategy(arm, header, terms),
    failures: failuresOf(arm.undisturbed),
    ...allowedPart(arm),
    ...initsPart(arm, header, inits),
    ...(simulated === undefined ? {} : { simulated }),
  };
}

function initsPart(
  { memorySizeMB, architecture }: Arm,
  { function: fn }: Header,
  inits: readonly ReportedInit[],
): Pick<SizeResult, 'reportedInits'> {
  const own = inits.filter((it) => it.memorySizeMB === memorySizeMB && it.architecture === architecture);
  const reportedInits = reportedInitsOf(
    own.map(({ init }) => init),
    fn,
  );
  return reportedInits === undefined ? {} : { reportedInits };
}

function allowedPart({ undisturbed }: Arm): Pick<SizeResult, 'allowedErrors'> {
  const allowedErrors = allowedErrorsOf(undisturbed);
  return allowedErrors.length === 0 ? {} : { allowedErrors };
}

/** What the strategy judges by, where no other figure is it. */
function ofStrategy(arm: Arm, { scenario: { strategy } }: Header, terms: CostTerms) {
  if (strategy.kind === 'monthly') return { costPerMonthUsd: monthOf(arm, strategy, terms) };
  if (strategy.kind !== 'max-duration' || strategy.of !== 'all') return {};
  return { allStarts: atLimitOf(arm, strategy, terms.coldShareRatio) };
}

function statusOf(arm: Arm, coldShareRatio: number): SizeResult['status'] {
  if (failsTooOften(arm.undisturbed)) return 'failed';
  if (isMostlyDisturbed(arm, coldShareRatio)) return 'disturbed';
  return arm.cold.length + arm.warm.length === 0 ? 'unmeasured' : 'measured';
}

/**
 * Fewer than one in four are left, in what the recommendation rests on: those are of the host's lucky moments, and however
 * many they are they do not stand for the function. With more left the result says that the host was noisy.
 */
const isMostlyDisturbed = ({ cold, warm, disturbed }: Arm, coldShareRatio: number): boolean =>
  disturbed.warm > 3 * warm.length || (coldShareRatio > 0 && disturbed.cold > 3 * cold.length);

function startsOf(starts: readonly MeasuredStart[], disturbed: number): Starts {
  const firstByteMs = quantilesOf(starts, (start) => start.firstByteMs);
  const restoreDurationMs = quantilesOf(starts, (start) => start.restoreDurationMs);
  const billedRestoreDurationMs = quantilesOf(starts, (start) => start.billedRestoreDurationMs);
  return {
    n: starts.length,
    disturbed,
    durationMs: quantilesOf(starts, (start) => start.durationMs),
    billedDurationMs: quantilesOf(starts, (start) => start.billedDurationMs),
    initDurationMs: quantilesOf(starts, (start) => start.initDurationMs ?? start.restoreDurationMs),
    ...(firstByteMs === null ? {} : { firstByteMs }),
    ...(restoreDurationMs === null ? {} : { restoreDurationMs }),
    ...(billedRestoreDurationMs === null ? {} : { billedRestoreDurationMs }),
  };
}

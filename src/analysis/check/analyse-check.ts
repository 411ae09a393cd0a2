import type { PriceBook } from '../../pricing/index.js';
import type { CheckMeasurement, CheckRecording } from '../../recording/index.js';
import { sum, type Usd } from '../../units/index.js';
import { spentOn } from '../spent.js';
import { type CheckPrices, checkBook } from './check-prices.js';
import {
  CHECK_RESULT_SCHEMA_VERSION,
  type CheckExplanation,
  type CheckFinding,
  type CheckResult,
} from './check-result-schema.js';
import { type ColdStarts, coldStartsOf } from './cold-starts.js';
import { comparisonsAmong, gatePlanOf } from './comparisons-of.js';
import { explanationOf } from './explanation/index.js';
import { findingOf } from './finding.js';
import { judge } from './judge.js';
import type { Look } from './look.js';
import { overallVerdict } from './overall-verdict.js';
import { packageFinding } from './package-size.js';
import { overallReason, reasonOf } from './reasons.js';
import { resolutionOf } from './resolution.js';
import { sideCounts } from './side-result.js';
import { checkWarnings } from './warnings/index.js';

export interface CheckAnalysisOptions extends CheckPrices {
  /** For a screen that is drawn many times, between two blocks: without what is resampled or simulated. */
  readonly isLive?: boolean;
}

/**
 * All that Kelvin concludes of the recording of a check, however far it is: a pure function, so that every view can be made
 * again at any time, and that the verdict is the one by which measuring ended.
 */
export function analyseCheck(recording: CheckRecording, options: CheckAnalysisOptions = {}): CheckResult {
  const { header, end } = recording;
  const measurements = wholeBlocks(recording, options.isLive === true);
  const book = checkBook(header, options);
  const coldStarts = coldStartsOf(measurements);
  const comparisons = comparisonsAmong(header, coldStarts.proved, book);
  const plan = gatePlanOf(header);
  const looks = judge(comparisons, plan);
  const ended: CheckResult['ended'] = end === undefined ? 'killed' : (end.check ?? endedOtherwise(end.reason));
  const findings = findingsOf(recording, {
    coldStarts,
    comparisons,
    plan,
    looks,
    ended,
    isLive: options.isLive === true,
  });
  const verdict = overallVerdict(findings);
  const { tool, startedAt, check, isSelf, target, host } = header;
  const result: Omit<CheckResult, 'warnings'> = {
    schemaVersion: CHECK_RESULT_SCHEMA_VERSION,
    kind: 'check',
    ...{ tool, startedAt, ...endOf(end), verdict, ended, check, isSelf, target, host, findings },
    reason: overallReason(verdict, findings),
    passes:
      verdict === 'unchanged' || verdict === 'improved' || (verdict === 'inconclusive' && check.isInconclusiveFine),
    base: { ...header.base, ...sideCounts('base', measurements, coldStarts) },
    head: { ...header.head, ...sideCounts('head', measurements, coldStarts) },
    resolution: isSelf ? resolutionOf(comparisons, plan) : [],
    explanations: explanationsIn(recording, findings),
    ...(end?.unexplained === undefined ? {} : { unexplained: end.unexplained }),
    spentUsd: spentUsd(recording, book),
    ...(end?.calls === undefined ? {} : { calls: end.calls }),
  };
  const day = options.asOf ?? startedAt.slice(0, 10);
  return { ...result, warnings: checkWarnings({ recording, result, book, day }) };
}

const endOf = (end: { readonly at: number } | undefined): Pick<CheckResult, 'endedAt'> =>
  end === undefined ? {} : { endedAt: new Date(end.at).toISOString() };

const endedOtherwise = (reason: 'complete' | 'stopped' | 'interrupted' | 'failed'): CheckResult['ended'] =>
  reason === 'complete' ? 'decided' : reason;

interface Found {
  readonly coldStarts: ColdStarts;
  readonly comparisons: ReturnType<typeof comparisonsAmong>;
  readonly plan: ReturnType<typeof gatePlanOf>;
  readonly looks: readonly Look[];
  readonly ended: CheckResult['ended'];
  readonly isLive: boolean;
}

function findingsOf({ header }: CheckRecording, found: Found): CheckFinding[] {
  const { coldStarts, comparisons, plan, looks, ended, isLive } = found;
  const hasRegressed = looks.at(-1)?.verdict === 'regressed';
  const sizes = header.check.memorySizesMB.length;
  const measured = comparisons.map((it, index) => {
    const finding = findingOf(it, index, { plan, looks, starts: coldStarts.proved, isLive });
    const last = looks.at(-1)?.findings[index];
    return { ...finding, reason: reasonOf(finding, { last, plan, ended, hasRegressed, sizes }) };
  });
  const ofPackage = packageFinding(header);
  if (ofPackage === undefined) return measured;
  const { memorySizeMB } = ofPackage;
  const place = measured.filter((it) => it.memorySizeMB === memorySizeMB).length;
  return [...measured.slice(0, place), ofPackage, ...measured.slice(place)];
}

/** Of each size that has one of head, held against the shift of Init Duration there. */
function explanationsIn(
  { header, explanations }: CheckRecording,
  findings: readonly CheckFinding[],
): CheckExplanation[] {
  return header.check.memorySizesMB.flatMap((memorySizeMB) => {
    const own = explanations.filter((it) => it.memorySizeMB === memorySizeMB);
    const head = own.find(({ side }) => side === 'head');
    const init = findings.find((it) => it.metric === 'initDuration' && it.memorySizeMB === memorySizeMB);
    const base = own.find(({ side }) => side === 'base');
    return head === undefined ? [] : [explanationOf(base, head, init?.shift?.value ?? null)];
  });
}

/** Of one that was killed nobody knows whether its last block was whole, and nothing looks at it. */
function wholeBlocks({ measurements, end }: CheckRecording, isLive: boolean): readonly CheckMeasurement[] {
  if (end !== undefined || isLive) return measurements;
  const last = Math.max(...measurements.map(({ block }) => block));
  return measurements.filter(({ block }) => block < last);
}

/** What was taken over from a recording was paid for then. */
function spentUsd({ header, measurements }: CheckRecording, book: PriceBook | undefined): Usd | null {
  if (book === undefined) return null;
  const ofSide = (side: 'base' | 'head'): Usd =>
    spentOn(
      measurements.filter((it) => it.side === side && it.recorded !== true),
      book,
      header[side].function,
    ).usd;
  return sum([ofSide('base'), ofSide('head')]);
}

import type { Comparison, GatePlan, Verdict } from './comparison.js';
import { holmSteps } from './holm-steps.js';
import { isHopeless } from './hopeless.js';
import { levelOfLook } from './level.js';
import { overallVerdict } from './overall-verdict.js';
import { type Reading, readingOf, type Unreadable } from './reading.js';

/** What one look says of one comparison. */
export interface ComparisonFinding {
  readonly reading: Reading | Unreadable;
  /** Significant at this look or an earlier one, over the whole family. */
  readonly isHigher: boolean;
  readonly isLower: boolean;
  readonly verdict: Verdict;
  /** No more than is planned would decide it. */
  readonly isHopeless: boolean;
}

/** All comparisons of a gate after the same block. */
export interface Look {
  readonly perSide: number;
  /** Shares of the plan at which was looked, this look's the last. */
  readonly times: readonly number[];
  readonly findings: readonly ComparisonFinding[];
  readonly verdict: Verdict;
  /** Nothing more has to be measured: each comparison has its verdict or will get none, or one regressed long ago. */
  readonly isOver: boolean;
}

/**
 * Looks at all comparisons after one more block. A pure function of what was measured and of the look before: whether to go
 * on is in the answer, so that nobody can look once more because the answer does not please.
 *
 * @param comparisons with all blocks so far
 * @returns undefined before the plan's first look, and where nothing has come since the look before
 */
export function lookAt(comparisons: readonly Comparison[], plan: GatePlan, before?: Look): Look | undefined {
  const readings = comparisons.map((it) => readingOf(it, plan));
  const perSide = Math.min(...readings.map((it) => ('reason' in it ? Number.POSITIVE_INFINITY : it.perSide)));
  if (!Number.isFinite(perSide) || perSide < plan.firstLookPerSide) return undefined;
  const times = [...(before?.times ?? []), Math.min(1, perSide / plan.maxPerSide)];
  if ((times.at(-2) ?? 0) >= (times.at(-1) ?? 0)) return undefined;
  const higher = holmSteps(readings, (it) => it.higherByChance, {
    plan,
    times,
    known: wasSignificant(before, 'isHigher'),
  });
  const lower = holmSteps(readings, (it) => it.lowerByChance, {
    plan,
    times,
    known: wasSignificant(before, 'isLower'),
  });
  const findings = readings.map((reading, index): ComparisonFinding => {
    const marks = { isHigher: higher[index] === true, isLower: lower[index] === true };
    if ('reason' in reading) return { reading, ...marks, verdict: 'inconclusive', isHopeless: true };
    const verdict =
      settled(before?.findings[index]) ?? verdictOf(reading, { ...marks, plan, times, comparison: comparisons[index] });
    return { reading, ...marks, verdict, isHopeless: verdict === 'inconclusive' && isHopeless(reading, plan) };
  });
  const verdict = overallVerdict(findings);
  const isDone = findings.every((it) => it.verdict !== 'inconclusive' || it.isHopeless);
  const most = verdict === 'regressed' ? Math.max(FOLLOW_UP, plan.maxPerSide / 2) : plan.maxPerSide;
  return { perSide, times, findings, verdict, isOver: isDone || perSide >= Math.min(most, plan.maxPerSide) };
}

/**
 * Once something has regressed the answer is known; what is still open is followed up to so many a side, or half of what may
 * be measured, so that a report can say that the handler got slower and INIT did not.
 */
const FOLLOW_UP = 50;

/** A verdict stays: the chances of a false one were spent on the look that gave it. */
const settled = (was: ComparisonFinding | undefined): Verdict | undefined =>
  was === undefined || was.verdict === 'inconclusive' ? undefined : was.verdict;

const wasSignificant = (before: Look | undefined, mark: 'isHigher' | 'isLower'): readonly boolean[] =>
  before?.findings.map((it) => it[mark]) ?? [];

interface Evidence {
  readonly isHigher: boolean;
  readonly isLower: boolean;
  readonly plan: GatePlan;
  readonly times: readonly number[];
  readonly comparison: Comparison | undefined;
}

function verdictOf(reading: Reading, { isHigher, isLower, plan, times, comparison }: Evidence): Verdict {
  const relative = comparison?.limits.relativeRatio ?? 0;
  const floor = comparison?.limits.absolute ?? 0;
  const [up, down] = [Math.log1p(relative), Math.log1p(-Math.min(0.999, relative))];
  // Suspected before the last block, which then goes the same way by itself: nobody is told for one odd block.
  const isConfirmed = (limit: number): boolean =>
    reading.earlier !== undefined && reading.earlier / limit > 1 && reading.fresh / limit > 0;
  if (isHigher && reading.low > up && reading.absolute > floor && isConfirmed(up)) return 'regressed';
  if (isLower && reading.high < down && -reading.absolute > floor && isConfirmed(down)) return 'improved';
  return reading.withinByChance <= levelOfLook(1 - plan.confidence, times) ? 'unchanged' : 'inconclusive';
}

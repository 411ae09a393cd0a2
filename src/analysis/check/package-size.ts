import type { CheckHeader } from '../../recording/index.js';
import { formatPercentChange } from '../../units/index.js';
import type { CheckEstimate, CheckFinding } from './check-result-schema.js';
import type { Verdict } from './comparison.js';
import { formatMetric } from './metric-words.js';

const exact = (value: number): CheckEstimate => ({ value, low: value, high: value });

/**
 * The size of the code, which is known exactly and needs no statistics: past both limits it regressed. No memory size changes
 * it, so that it stands at the first one.
 *
 * @returns undefined where it was not asked for or is not known of both sides, as of images
 */
export function packageFinding({ check, base, head }: CheckHeader): CheckFinding | undefined {
  const limits = check.limits.find(({ metric }) => metric === 'packageSize');
  const memorySizeMB = check.memorySizesMB[0];
  const [before, after] = [base.function.codeSizeBytes, head.function.codeSizeBytes];
  if (limits === undefined || memorySizeMB === undefined || before === undefined || after === undefined)
    return undefined;
  if (!(before > 0)) return undefined;
  const shift = after - before;
  const isPast = Math.abs(shift) > limits.relativeRatio * before && Math.abs(shift) > limits.absolute;
  const verdict: Verdict = !isPast ? 'unchanged' : shift > 0 ? 'regressed' : 'improved';
  const sample = (value: number) => ({ n: 1, median: exact(value), outliers: 0, disturbed: 0 });
  const point = (side: 'base' | 'head', value: number) => ({
    side,
    block: 0,
    value,
    isOutlier: false,
    isDisturbed: false,
  });
  return {
    metric: 'packageSize',
    memorySizeMB,
    unit: 'bytes',
    verdict,
    reason: `package size ${wordsOf(before, after)}, ${isPast ? 'past' : 'within'} its limits`,
    limits: { relativePercent: 100 * limits.relativeRatio, absolute: limits.absolute },
    isExact: true,
    base: sample(before),
    head: sample(after),
    shift: exact(shift),
    shiftPercent: exact((100 * shift) / before),
    medianRatio: exact(after / before),
    chance: null,
    isSignificant: shift !== 0,
    neededPerSide: null,
    modes: null,
    looks: [],
    points: [point('base', before), point('head', after)],
  };
}

function wordsOf(before: number, after: number): string {
  if (before === after) return `is the same, ${formatMetric('bytes', before)}`;
  const change = formatPercentChange((100 * (after - before)) / before);
  return `went from ${formatMetric('bytes', before)} to ${formatMetric('bytes', after)} (${change})`;
}

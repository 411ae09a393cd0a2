import type { CurvePoint, Decision } from '../curve/index.js';
import type { Strategy } from '../scenario/index.js';
import { formatAskedRatio, formatMilliseconds, formatRatio, formatUsd } from '../units/index.js';
import type { Result } from './result-schema.js';

export interface ExploredParts {
  /** Of the chosen size, as every view names it, and of those that are tied with it. */
  readonly name: string;
  readonly tiedNames: string;
  readonly superlative: string;
  readonly strategy: Strategy;
  readonly decision: Decision;
  readonly point: CurvePoint;
  /** The figure that the strategy judges by, with its evidence, where it is neither cost nor duration. */
  readonly judgedBy: string;
  readonly spent: Pick<Result['spent'], 'invocations' | 'usd'>;
}

/**
 * `512 MB is the cheapest, or at most 1.6 % dearer than it (95 % confidence): $1.23 per million invocations ($1.20 to
 * $1.26), mean warm duration 61.2 ms (58.3 ms to 64.1 ms, n = 12); found with 24 invocations, $0.0004`. Without its full stop.
 */
export function exploredSentence(parts: ExploredParts): string {
  const { name, tiedNames, superlative, point, spent } = parts;
  const tied = tiedNames === '' ? '' : `, tied with ${tiedNames},`;
  return (
    `${name}${tied} is ${superlative}${boundText(parts)}: ${parts.judgedBy}${chanceText(point)}` +
    `${formatUsd(point.costPerMillionUsd.mean)} per million invocations${bandText(formatUsd, point.costPerMillionUsd)}, ` +
    `mean warm duration ${formatMilliseconds(point.durationMs.mean)}${bandText(formatMilliseconds, point.durationMs, point.n)}; ` +
    `found with ${spent.invocations.toLocaleString('en-US')} invocations, ${formatUsd(spent.usd)}`
  );
}

/** A bound above what was asked for is as true, and is not what was asked for. */
function boundText({ decision: { regret, isDecided }, strategy }: ExploredParts): string {
  if (regret === null) return '';
  const confidence = `${formatAskedRatio(regret.confidenceRatio)} confidence`;
  const short = isDecided ? '' : `, not the ${formatAskedRatio(regret.targetRatio)} asked for`;
  return regret.boundRatio === 0
    ? ` (${confidence})`
    : `, or at most ${formatRatio(regret.boundRatio)} ${WORSE[strategy.kind]} (${confidence}${short})`;
}

const chanceText = ({ chanceMeets }: CurvePoint): string =>
  chanceMeets === undefined ? '' : `it meets the limit with a chance of ${formatRatio(chanceMeets)}, `;

/** By what the strategy wants small; one with a limit regrets as much what is beyond it. */
const WORSE: Readonly<Record<Strategy['kind'], string>> = {
  cheapest: 'dearer than it',
  monthly: 'dearer than it',
  'max-duration': 'dearer than it or beyond the limit',
  fastest: 'slower than it',
  within: 'slower than it or beyond the cost',
  balanced: 'worse than it',
};

function bandText(
  format: (value: number) => string,
  { low, high }: { readonly low: number; readonly high: number },
  n?: number,
): string {
  return ` (${format(low)} to ${format(high)}${n === undefined ? '' : `, n = ${n}`})`;
}

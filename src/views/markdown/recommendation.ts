import type { Result } from '../../analysis/index.js';
import { formatMegabytes, formatPercentChange } from '../../units/index.js';
import { plain } from './escape.js';

/** By which strategy, with what else, and against what. */
export function recommendationLines({ recommendation }: Result): string[] {
  if (recommendation === null) return [];
  const { strategy, tiedMemorySizesMB: tied, versusCurrent: change } = recommendation;
  const parts = [`Strategy: ${plain(strategy)}`];
  if (tied.length > 1) parts.push(`tied set: ${tied.map(formatMegabytes).join(', ')}`);
  if (change !== null && change.currentMemorySizeMB !== recommendation.memorySizeMB) {
    const cost = changeText(change.costPercent, change.costPercentLow, change.costPercentHigh);
    const duration = changeText(change.durationPercent, change.durationPercentLow, change.durationPercentHigh);
    parts.push(`versus the current ${formatMegabytes(change.currentMemorySizeMB)}: cost ${cost}, duration ${duration}`);
  }
  return [`${parts.join('; ')}.`];
}

function changeText(percent: number, low: number | null, high: number | null): string {
  const interval =
    low === null || high === null ? 'no interval' : `${formatPercentChange(low)} to ${formatPercentChange(high)}`;
  return `${formatPercentChange(percent)} (${interval})`;
}

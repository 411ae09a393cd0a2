import { type Result, sizeNames } from '../../analysis/index.js';
import { formatMegabytes } from '../../units/index.js';
import { changeText } from '../wording/index.js';
import { plain } from './escape.js';

/** By which strategy, with what else, and against what. */
export function recommendationLines(result: Result): string[] {
  const { recommendation } = result;
  if (recommendation === null) return [];
  const { strategy, tied, versusCurrent: change } = recommendation;
  const parts = [`Strategy: ${plain(strategy)}`];
  if (tied.length > 1) parts.push(`tied set: ${plain(sizeNames(result, tied))}`);
  if (change !== null && change.currentMemorySizeMB !== recommendation.memorySizeMB) {
    parts.push(`versus the current ${formatMegabytes(change.currentMemorySizeMB)}: ${plain(changeText(change))}`);
  }
  return [`${parts.join('; ')}.`];
}

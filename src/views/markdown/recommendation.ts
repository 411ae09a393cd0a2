import { type Result, sizeNames } from '../../analysis/index.js';
import { changeText, currentName, isUnchanged } from '../wording/index.js';
import { plain } from './escape.js';

/** By which strategy, with what else, and against what. */
export function recommendationLines(result: Result): string[] {
  const { recommendation } = result;
  if (recommendation === null) return [];
  const { strategy, tied, versusCurrent: change } = recommendation;
  const parts = [`Strategy: ${plain(strategy)}`];
  if (tied.length > 1) parts.push(`tied set: ${plain(sizeNames(result, tied))}`);
  if (change !== null && !isUnchanged(recommendation)) {
    parts.push(`versus the current ${currentName(change)}: ${plain(changeText(change))}`);
  }
  return [`${parts.join('; ')}.`];
}

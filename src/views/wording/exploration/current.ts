import type { Result } from '../../../analysis/index.js';
import { isSameCandidate } from '../../../curve/index.js';
import { formatMegabytes } from '../../../units/index.js';
import { changeText } from '../change.js';
import { figureWords } from './figures.js';
import type { Exploration } from './goal.js';
import { type Place, placeName, pointAt } from './points.js';

/**
 * How the chosen size stands against the one that the function has: the change that was measured, or what is known of a
 * size that was not visited. Undefined where there is no current size.
 */
export function currentSentence(result: Result, exploration: Exploration): string | undefined {
  const { function: fn, recommendation } = result;
  const chosen = exploration.decision?.chosen;
  const current = fn.currentMemorySizeMB;
  if (current === null || chosen === null || chosen === undefined) return undefined;
  const change = recommendation?.versusCurrent ?? null;
  if (current === chosen.memorySizeMB && result.scenario.architectures.length === 1) {
    return `${formatMegabytes(current)} is the current memory size: nothing to change.`;
  }
  if (change !== null)
    return `Against the current ${formatMegabytes(change.currentMemorySizeMB)}: ${changeText(change)}.`;
  return notCompared(result, exploration, { memorySizeMB: current, architecture: chosen.architecture });
}

function notCompared(result: Result, exploration: Exploration, current: Place): string {
  const name = placeName(result, current);
  const point = exploration.decision === undefined ? undefined : pointAt(exploration.decision, current);
  const visited = result.sizes.some((it) => isSameCandidate(it, current) && it.attempts > 0);
  if (point === undefined) {
    return visited
      ? `No comparison: the current memory size, ${name}, gave no figures.`
      : `No comparison: the current memory size, ${name}, was not measured.`;
  }
  return `The current ${name}: cost of a million ${figureWords(point, 'cost', exploration)}; warm duration ${figureWords(point, 'duration', exploration)}.`;
}

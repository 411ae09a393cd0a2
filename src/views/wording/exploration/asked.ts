import type { Result } from '../../../analysis/index.js';
import { formatAskedRatio, formatUsd } from '../../../units/index.js';
import { formatClock } from '../clock.js';
import { candidatesText, type Exploration } from './goal.js';

/** `regret of at most 2 % with 95 % confidence among 128 to 10,240 MB in steps of 1 MB, for at most $0.0500 and 120 invocations`. */
export function askedText(result: Result, { goal }: Exploration): string {
  const limits = [
    goal.budgetUsd === undefined ? [] : [formatUsd(goal.budgetUsd)],
    goal.maxInvocations === undefined ? [] : [`${goal.maxInvocations.toLocaleString('en-US')} invocations`],
    goal.maxTimeMs === undefined ? [] : [formatClock(goal.maxTimeMs)],
  ].flat();
  const within = limits.length === 0 ? '' : `, for at most ${limits.join(' and ')}`;
  return `regret of at most ${formatAskedRatio(goal.regretRatio)} with ${formatAskedRatio(goal.confidenceRatio)} confidence among ${candidatesText(result)}${within}`;
}

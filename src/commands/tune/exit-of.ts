import type { Result } from '../../analysis/index.js';
import type { AskedGoal } from '../../scenario/index.js';
import type { Exit } from '../exit-code.js';

/**
 * How a run went, for whoever runs it in CI. Where a bound of the user's own or the user ended exploring, they knew that it
 * might be too early: what it found is then what they asked for, with a warning. Where Kelvin itself could not decide, or
 * ended at a bound that nobody named, it must not be taken for done.
 * @param asked what the user said of the goal
 */
export function exitOf(
  { exploration, recommendation, warnings }: Pick<Result, 'exploration' | 'recommendation' | 'warnings'>,
  asked: AskedGoal,
): Exit {
  if (recommendation !== null) return isOpen(exploration, asked) ? 'inconclusive' : 'ok';
  const warned = (code: string): boolean => warnings.some((warning) => warning.code === code);
  if (warned('no-size-meets-limit')) return 'threshold';
  const inconclusive = [
    'not-enough-measured',
    'limit-undecided',
    'host-too-noisy',
    'chosen-fails',
    'managed-instances',
  ].some(warned);
  return inconclusive ? 'inconclusive' : 'failed';
}

function isOpen(exploration: Result['exploration'], asked: AskedGoal): boolean {
  if (exploration === undefined || exploration.isDecided) return false;
  switch (exploration.stopped) {
    case 'budget':
      return asked.budgetUsd === undefined;
    case 'max-invocations':
      return asked.maxInvocations === undefined;
    case 'max-time':
      return asked.maxTimeMs === undefined;
    case 'exhausted':
      return true;
    default:
      return false;
  }
}

import type { Result } from '../../../../src/analysis/index.js';
import type { Architecture } from '../../../../src/pricing/index.js';
import { megabytes } from '../../../../src/units/index.js';
import type { RunProgress } from '../../../../src/views/terminal/index.js';
import { progressOf } from '../fixtures.js';

/** Where it looks, and why. */
export const looksAt = (
  memorySizeMB: number,
  why = 'it may be 9 % cheaper than 1,024 MB, and the band is widest there',
  architecture: Architecture = 'x86_64',
): Partial<RunProgress> => ({ next: { memorySizeMB: megabytes(memorySizeMB), architecture, why } });

/** A run that explores, some seconds after its start. */
export const exploringProgress = (result: Result, seconds = 21, more: Partial<RunProgress> = {}): RunProgress =>
  progressOf(result, seconds, {
    planned: 0,
    done: result.spent.invocations,
    cold: Math.round(result.spent.invocations / 4),
    warm: Math.round((result.spent.invocations * 3) / 4),
    errors: 0,
    activity: 'measuring 1,536 MB',
    ...looksAt(1536),
    ...more,
  });

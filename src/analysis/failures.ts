import type { Measurement } from '../recording/index.js';
import type { Failure } from './result-schema.js';

/** From this share of failed invocations on, a size is left out of the recommendation. */
export const TOLERATED_FAILURE_RATIO = 0.1;

/** What went wrong at one size, each kind once with its count, the most frequent first. */
export function failuresOf(measurements: readonly Measurement[]): Failure[] {
  const kinds = new Map<string, Failure>();
  for (const { outcome } of measurements) {
    if (outcome.kind === 'completed' || outcome.kind === 'open') continue;
    const errorType = outcome.kind === 'function-error' ? outcome.errorType : undefined;
    const key = `${outcome.kind} ${errorType ?? ''}`;
    const first = kinds.get(key) ?? {
      kind: outcome.kind,
      ...(errorType === undefined ? {} : { errorType }),
      message: outcome.kind === 'unreadable' ? outcome.reason : outcome.message,
      count: 0,
    };
    kinds.set(key, { ...first, count: first.count + 1 });
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count);
}

/** Only what the function does at this size speaks against the size; a throttle or a lost connection does not. */
export function failsTooOften(measurements: readonly Measurement[]): boolean {
  const own = measurements.filter(({ outcome }) => outcome.kind === 'function-error' || outcome.kind === 'timed-out');
  return own.length > 0 && own.length / measurements.length >= TOLERATED_FAILURE_RATIO;
}

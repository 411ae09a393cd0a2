import type { RequestOutcome } from '../../recording/index.js';
import type { Random } from '../../statistics/index.js';

/**
 * As the AWS SDK for JavaScript waits in its standard retry mode (@smithy/util-retry, read 2026-11): anything between
 * nothing and twice as long as before, from 100 ms, or 500 ms after a throttle, to 20 s.
 */
const BASE_MS = 100;
const THROTTLED_BASE_MS = 500;
const LONGEST_MS = 20_000;

/** Throttled or unreachable: whatever was answered otherwise is an answer, and what timed out may have been done. */
export const isRetried = ({ kind }: RequestOutcome): boolean => kind === 'throttled' || kind === 'connection-failed';

/** @param attempts how often it has been sent, at least once */
export function backoffMs({ kind }: RequestOutcome, attempts: number, random: Random): number {
  const base = kind === 'throttled' ? THROTTLED_BASE_MS : BASE_MS;
  return Math.min(LONGEST_MS, random() * 2 ** (attempts - 1) * base);
}

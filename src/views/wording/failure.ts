import type { Failure, SizeResult } from '../../analysis/index.js';

const WHAT: Readonly<Record<Failure['kind'], string>> = {
  'function-error': 'failed',
  'timed-out': 'timed out',
  throttled: 'throttled',
  unreachable: 'not reached',
  'hook-failed': 'not sent, as the hook before failed',
  unreadable: 'without a readable report',
};

/** What became of an invocation that did not succeed; a kind that a newer Kelvin has recorded is its own name. */
export const failedText = (kind: string): string => (Object.hasOwn(WHAT, kind) ? WHAT[kind as Failure['kind']] : kind);

/** `12 of 52 failed with Runtime.ExitError`, `2 of 52 throttled`. */
export function failureCount({ attempts }: SizeResult, { kind, errorType, count }: Failure): string {
  const type = errorType === undefined || errorType === '' ? '' : ` with ${errorType}`;
  return `${count.toLocaleString('en-US')} of ${attempts.toLocaleString('en-US')} ${failedText(kind)}${type}`;
}

/** The same and the message of the first one. */
export const failureText = (size: SizeResult, failure: Failure): string =>
  `${failureCount(size, failure)}: ${failure.message}`;

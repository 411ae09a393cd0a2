import type { RequestOutcome, RequestOutcomeKind } from '../../recording/index.js';

/** What became of a row: of a request, or of an invocation whose report came without its request. */
export const KINDS = [
  'answered',
  'function-error',
  'timed-out',
  'throttled',
  'http-error',
  'connection-failed',
  'bad-answer',
  'client-timeout',
  'open',
  'dropped',
  'report-alone',
] as const satisfies readonly (RequestOutcomeKind | 'report-alone')[];
export type RowKind = (typeof KINDS)[number];

export const kindNumber = (kind: RowKind): number => KINDS.indexOf(kind);

const GATEWAY_TIMEOUT = 504;

/**
 * Waited for in vain: nobody answered, or who answered said that time was up. Such a request would have taken longer still,
 * and stays in every percentile as at least that long. Other failures are no answer to the question how long one takes:
 * a refusal in 2 ms must not make a percentile better.
 */
export const isWaitedInVain = (outcome: RequestOutcome): boolean =>
  outcome.kind === 'client-timeout' ||
  outcome.kind === 'open' ||
  outcome.kind === 'timed-out' ||
  (outcome.kind === 'http-error' && outcome.status === GATEWAY_TIMEOUT);

/** Kinds after which the function has run, or probably has, so that there is a bill. */
export const RUNS: ReadonlySet<RowKind> = new Set<RowKind>([
  'answered',
  'function-error',
  'timed-out',
  'bad-answer',
  'client-timeout',
  'open',
]);

/** Kinds of which the answer names the invocation. */
export const NAMED: ReadonlySet<RowKind> = new Set<RowKind>(['answered', 'function-error', 'timed-out']);

/** What tells failures of one kind apart; of an answer the error that it is, where that counts as one. */
export function errorTypeOf(outcome: RequestOutcome): string | undefined {
  switch (outcome.kind) {
    case 'answered':
      return outcome.allowedError;
    case 'function-error':
      return outcome.errorType;
    case 'throttled':
      return outcome.reason;
    case 'http-error':
      return outcome.errorType ?? `HTTP ${outcome.status}`;
    case 'connection-failed':
      return outcome.error;
    case 'bad-answer':
      return outcome.problem;
    default:
      return undefined;
  }
}

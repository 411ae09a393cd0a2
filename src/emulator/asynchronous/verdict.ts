import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { Attempt, Condition, EventSettings } from './event.js';

/** What an event has behind it. */
export interface History {
  /** Since it was accepted. */
  readonly age: Milliseconds;
  /** Attempts that counted, the last one included. */
  readonly runs: number;
  /** Refusals in a row that did not count, the last one included. */
  readonly refusals: number;
}

export type Verdict =
  | { readonly kind: 'over'; readonly condition: Condition }
  | { readonly kind: 'retry'; readonly delay: Milliseconds };

const MINUTE_MS = 60_000;
const LONGEST_BACKOFF_MS = 300_000;

/**
 * Whether the attempt is one of the three. "For throttling errors (429) and system errors (500-series), Lambda returns the
 * event to the queue and attempts to run the function again for up to 6 hours"; a function that is gone uses up its
 * attempts instead. A conflict (409: the function is not ready yet) passes, and does not count.
 */
export function counts(attempt: Attempt): boolean {
  if (attempt.kind === 'ran') return true;
  const { status } = attempt.error;
  return status < 500 && status !== 429 && status !== 409;
}

/**
 * After an attempt. A retry that would come when the event is too old is not waited for: with a maximum age of 60 s AWS
 * gives up right after the first error (localstack's validated test_maxeventage, run against AWS in 2023).
 */
export function verdictOn(attempt: Attempt, history: History, settings: EventSettings): Verdict {
  if (attempt.kind === 'ran' && attempt.outcome.kind === 'completed') return { kind: 'over', condition: 'Success' };
  if (counts(attempt) && history.runs > settings.maximumRetryAttempts) {
    return { kind: 'over', condition: 'RetriesExhausted' };
  }
  const delay = counts(attempt) ? afterError(history.runs) : backoff(history.refusals);
  if (history.age + delay >= settings.maximumEventAge) return { kind: 'over', condition: 'EventAgeExceeded' };
  return { kind: 'retry', delay };
}

/** "A one-minute wait between the first two attempts, and two minutes between the second and third" (developer guide). */
const afterError = (runs: number): Milliseconds => milliseconds(runs * MINUTE_MS);

/** "Increases exponentially from 1 second after the first attempt to a maximum of 5 minutes" (developer guide). */
const backoff = (refusals: number): Milliseconds =>
  milliseconds(Math.min(LONGEST_BACKOFF_MS, 1000 * 2 ** Math.min(refusals - 1, 20)));

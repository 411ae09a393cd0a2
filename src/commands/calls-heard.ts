import type { Calls, RetryCause } from '../recording/index.js';
import type { CallRecord, Retry } from '../target/index.js';
import { formatMilliseconds } from '../units/index.js';

/** A wait as long as this is told each time: the run looks as if it stood still. */
const LONG_WAIT_MS = 5000;

const WORDS: Readonly<Record<RetryCause, string>> = {
  throttled: 'the service asks to slow down',
  conflict: 'an update of the function is under way',
  'code-storage': 'the code storage of the account is full',
  'server-error': 'the service has an error of its own',
  timeout: 'the service has not answered',
  connection: 'the connection was lost',
  clock: 'the clock of this machine is wrong, which is made up for',
  'not-ready': 'the function slept or is new, and Lambda gets it ready, which may take minutes',
};

/**
 * Has the user told why calls are sent again: of each cause the first time, and before long waits.
 * @returns what stands of it in the recording's last line
 */
export function hearCalls(
  calls: CallRecord | undefined,
  note: (line: string) => void,
): { readonly endPart: () => { readonly calls?: Calls } } {
  const told = new Set<RetryCause>();
  calls?.onRetry((retry) => {
    if (told.has(retry.cause) && retry.waitMs < LONG_WAIT_MS) return;
    told.add(retry.cause);
    note(retryNote(retry));
  });
  return {
    endPart: () => {
      calls?.onRetry(undefined);
      return calls === undefined ? {} : { calls: calls.counts };
    },
  };
}

/** `PublishVersion is sent again in 812 ms: the service asks to slow down`. */
export const retryNote = ({ operation, cause, waitMs }: Retry): string =>
  `${operation} is sent again in ${formatMilliseconds(waitMs)}: ${WORDS[cause]}`;

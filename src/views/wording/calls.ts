import { type Calls, RETRY_CAUSES, type RetryCause } from '../../recording/index.js';

const WORDS: Readonly<Record<RetryCause, string>> = {
  throttled: 'throttled',
  conflict: 'conflict',
  'code-storage': 'code storage full',
  'server-error': 'server error',
  timeout: 'timeout',
  connection: 'connection lost',
  clock: 'clock corrected',
  'not-ready': 'function not ready',
};

/** `37 calls to the Lambda API, sent again 3 times (2 throttled, 1 conflict)`: those beside the invocations. */
export function callsText({ made, retried, recognised = 0, failed = 0 }: Calls): string {
  const causes = RETRY_CAUSES.flatMap((cause) =>
    retried[cause] === undefined ? [] : [{ cause, times: retried[cause] }],
  );
  const again = causes.reduce((sum, { times }) => sum + times, 0);
  const why = causes.map(({ cause, times }) => `${count(times)} ${WORDS[cause]}`).join(', ');
  return [
    `${count(made)} ${made === 1 ? 'call' : 'calls'} to the Lambda API`,
    again === 0 ? ', none sent again' : `, sent again ${again === 1 ? 'once' : `${count(again)} times`} (${why})`,
    recognised === 0
      ? ''
      : `; ${count(recognised)} ${recognised === 1 ? 'change' : 'changes'} found done whose answer was lost`,
    failed === 0 ? '' : `; ${count(failed)} given up`,
  ].join('');
}

const count = (value: number): string => value.toLocaleString('en-US');

import type { CheckResult } from '../../../src/analysis/index.js';
import { shareInterval } from '../../../src/statistics/index.js';
import { IMPORTED } from './functions.js';

export const CASES = ['a-a', 'import', 'handler'] as const;
export type Case = (typeof CASES)[number];

/** What a case is about, and what the issue asks of it: of so many at least so many, or at most so many that are wrong. */
export const CLAIMS: Readonly<
  Record<Case, { readonly what: string; readonly wrongAtMost: number; readonly of: number }>
> = {
  'a-a': { what: 'the same code is not called regressed', wrongAtMost: 1, of: 40 },
  import: { what: 'an import that adds 15 % to init is found, and named first', wrongAtMost: 1, of: 20 },
  handler: { what: 'a handler slower by 30 % is found, and init is unchanged', wrongAtMost: 1, of: 20 },
};

type Judged = Pick<CheckResult, 'verdict' | 'findings' | 'explanations'>;

const verdictOf = ({ findings }: Judged, metric: string): string | undefined =>
  findings.find((it) => it.metric === metric)?.verdict;

/** @returns what is wrong with a check of this case; undefined where it said what is true */
export function wrongIn(kind: Case, result: Judged): string | undefined {
  if (kind === 'a-a') return result.verdict === 'regressed' ? `regressed: ${regressed(result)}` : undefined;
  const [found, init] = [
    verdictOf(result, kind === 'import' ? 'initDuration' : 'warmDuration'),
    verdictOf(result, 'initDuration'),
  ];
  if (found !== 'regressed') return `it is ${found ?? 'not measured'}`;
  if (kind === 'handler') return init === 'unchanged' ? undefined : `init is ${init}`;
  const first = result.explanations[0]?.changes[0]?.name ?? 'nothing';
  return first.includes(IMPORTED) ? undefined : `${first} is named first`;
}

const regressed = ({ findings }: Judged): string =>
  findings
    .filter((it) => it.verdict === 'regressed')
    .map((it) => it.metric)
    .join(', ');

export interface Tally {
  readonly checks: number;
  readonly wrong: readonly string[];
  readonly coldStarts: readonly number[];
}

/** One line: the claim, how often it held with its interval, and what it took. */
export function lineOf(kind: Case, { checks, wrong, coldStarts }: Tally): string {
  const held = shareInterval(checks - wrong.length, checks);
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const range = 'low' in held ? `${percent(held.low)} to ${percent(held.high)}` : 'no interval';
  const mean = coldStarts.reduce((sum, it) => sum + it, 0) / Math.max(1, coldStarts.length);
  const share = `${checks - wrong.length} of ${checks} (${range})`;
  return `${kind}: ${CLAIMS[kind].what}: ${share}, mean of ${mean.toFixed(1)} cold starts a side`;
}

/** Whether more went wrong than the issue allows among so many checks; a share where another number was asked for. */
export function isBroken(kind: Case, { checks, wrong }: Tally): boolean {
  const { wrongAtMost, of } = CLAIMS[kind];
  return wrong.length > Math.max(wrongAtMost, Math.floor((wrongAtMost * checks) / of));
}

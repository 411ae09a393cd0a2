import type { Warning } from '../../result-schema.js';
import { warnIf } from '../../warnings/findings.js';
import type { CheckSeen } from './check-seen.js';

const DAY_MS = 86_400_000;

/**
 * What a base that was measured before cannot rule out. On public cold starts of unchanged functions the platform alone
 * shifted a configuration 0.7 times a year.
 */
export function recordedWarnings({ result: { base, startedAt, target } }: CheckSeen): Warning[] {
  const { source } = base;
  if (source.kind !== 'recording') return [];
  const days = Math.floor((Date.parse(startedAt) - Date.parse(source.startedAt)) / DAY_MS);
  const age = days < 1 ? 'less than a day' : days === 1 ? 'a day' : `${days.toLocaleString('en-US')} days`;
  const platform = target.kind === 'aws' ? 'AWS itself' : 'this machine';
  return warnIf(
    true,
    'recorded-base',
    `base was measured ${age} before head: a difference may be of ${platform} and not of the code`,
    'measure both in one session: name a commit, a folder, a zip or a function with --base',
  );
}

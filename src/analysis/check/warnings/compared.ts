import type { Warning } from '../../result-schema.js';
import { warnIf } from '../../warnings/findings.js';
import type { CheckSeen } from './check-seen.js';

/** Whether base and head can be held against each other as they are. */
export function comparedWarnings({ result }: CheckSeen): Warning[] {
  const { base, head, isSelf } = result;
  const [before, after] = [base.function, head.function];
  const hashes = [before.codeSha256, after.codeSha256];
  return [
    ...warnIf(
      !isSelf && hashes[0] !== undefined && hashes[0] === hashes[1],
      'same-code',
      'base and head are the same code, byte for byte: what differs is chance',
      'name another --base, or use --self to learn how noisy it is here',
    ),
    ...warnIf(
      before.runtime !== after.runtime,
      'runtime-changed',
      `base ran on ${before.runtime ?? 'its image'} and head on ${after.runtime ?? 'its image'}: a shift may be the runtime's and not the code's`,
      'check the code on one runtime first, if that is the question',
    ),
    ...warnIf(
      namesOf(before) !== namesOf(after),
      'environment-changed',
      'base and head have other environment variables: a shift may come of those',
      'that is meant where the commit changed them',
    ),
  ];
}

const namesOf = ({ environmentNames }: CheckSeen['result']['base']['function']): string =>
  [...environmentNames].sort().join();

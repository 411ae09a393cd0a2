import type { CheckFinding, CheckResult, Verdict } from '../../../analysis/index.js';

/** What decides first. */
export const VERDICT_ORDER: readonly Verdict[] = ['regressed', 'inconclusive', 'improved', 'unchanged'];

/** Those with the given verdicts, what decides first. */
export const findingsOf = ({ findings }: CheckResult, ...verdicts: readonly Verdict[]): CheckFinding[] =>
  VERDICT_ORDER.filter((it) => verdicts.includes(it)).flatMap((verdict) =>
    findings.filter((it) => it.verdict === verdict),
  );

/** `2 regressed, 1 inconclusive, 4 unchanged`. */
export function verdictCounts({ findings }: CheckResult): string {
  const counted = VERDICT_ORDER.flatMap((verdict) => {
    const count = findings.filter((it) => it.verdict === verdict).length;
    return count === 0 ? [] : [`${count.toLocaleString('en-US')} ${verdict}`];
  });
  return counted.length === 0 ? 'nothing compared' : counted.join(', ');
}

/**
 * Whether a comparison's verdict is why the check does not pass. What is open when another one regressed is no reason of its
 * own: measuring ended for that one. `--inconclusive pass` says that what is open is no trouble.
 */
export const failsBy = ({ check, verdict: whole }: CheckResult, verdict: Verdict): boolean =>
  verdict === 'regressed' || (verdict === 'inconclusive' && whole === 'inconclusive' && !check.isInconclusiveFine);

const ENDS: Readonly<Record<CheckResult['ended'] & string, string>> = {
  decided: 'every comparison had its verdict',
  hopeless: 'more cold starts would most likely not have decided the rest',
  'max-cold-starts': 'as many cold starts as --max-cold-starts allows were measured',
  budget: 'the budget was spent',
  'max-time': 'the time was up',
  'base-exhausted': 'the recorded base has no more cold starts',
  stopped: 'stopped by the user',
  interrupted: 'interrupted',
  failed: 'failed',
  killed: 'killed, or still going on',
};

/** Why measuring ended: a clause without a full stop. */
export const endText = ({ ended }: CheckResult): string => (ended === undefined ? 'no end recorded' : ENDS[ended]);

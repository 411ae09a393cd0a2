import type { CheckResult } from '../../../analysis/index.js';
import { formatUsd } from '../../../units/index.js';
import { formatClock, VERDICT_ORDER } from '../../wording/index.js';
import { formatCount } from '../figures.js';
import { elapsed } from '../remaining.js';
import type { CheckProgress } from './check-view.js';
import { coldStartsPerSide } from './per-side.js';

/** `20 of at most 100 cold starts a side`. */
export const countsSoFar = ({ result }: CheckProgress): string =>
  `${formatCount(coldStartsPerSide(result))} of at most ${formatCount(result.check.maxColdStarts)} cold starts a side`;

/** `1 min 05 s of 10 min 00 s, $0.00213 of $1.00`: what is spent, and of how much where there is a bound. */
export function spentSoFar(progress: CheckProgress): string {
  const { check, spentUsd } = progress.result;
  const time = `${formatClock(elapsed(progress))}${check.maxTimeMs === undefined ? '' : ` of ${formatClock(check.maxTimeMs)}`}`;
  if (spentUsd === null) return time;
  return `${time}, ${formatUsd(spentUsd)}${check.budgetUsd === undefined ? '' : ` of ${formatUsd(check.budgetUsd)}`}`;
}

/** `1 regressed, 2 improved, 4 open`: while it goes on what is not settled is open, not inconclusive. */
export function verdictsSoFar({ findings }: CheckResult): string {
  const parts = VERDICT_ORDER.flatMap((verdict) => {
    const count = findings.filter((it) => it.verdict === verdict).length;
    return count === 0 ? [] : [`${formatCount(count)} ${verdict === 'inconclusive' ? 'open' : verdict}`];
  });
  return parts.length === 0 ? 'nothing compared yet' : parts.join(', ');
}

/** `thrown out 3, failed 1`; empty where all went well. */
export function troubleSoFar({ base, head }: CheckResult): string {
  const sum = (counts: readonly { readonly count: number }[]): number => counts.reduce((all, it) => all + it.count, 0);
  const thrownOut = sum([...base.thrownOut, ...head.thrownOut]);
  const failed = sum([...base.failures, ...head.failures]);
  return [
    ...(thrownOut === 0 ? [] : [`thrown out ${formatCount(thrownOut)}`]),
    ...(failed === 0 ? [] : [`failed ${formatCount(failed)}`]),
  ].join(', ');
}

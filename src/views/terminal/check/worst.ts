import type { CheckFinding, CheckResult } from '../../../analysis/index.js';
import { findingName, VERDICT_ORDER } from '../../wording/index.js';

/** The comparison that is nearest to fail the check, or does: by its verdict, then by how far it is past its limit. */
export function worstFinding({
  findings,
}: Pick<CheckResult, 'findings'>): { readonly finding: CheckFinding; readonly name: string } | undefined {
  const shifted = findings.filter(({ isExact, shiftPercent }) => !isExact && shiftPercent !== null);
  const [finding] = shifted.sort(
    (a, b) => VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict) || excess(b) - excess(a),
  );
  return finding === undefined ? undefined : { finding, name: findingName(finding) };
}

const excess = ({ shiftPercent, limits }: CheckFinding): number => (shiftPercent?.value ?? 0) - limits.relativePercent;

import type { CheckFinding, CheckResult } from './check-result-schema.js';
import type { GatePlan, Verdict } from './comparison.js';
import type { Unworded } from './finding.js';
import type { ComparisonFinding } from './look.js';
import { countWords, endedWords, limitWords, nameOf, shiftWords } from './words.js';

export interface ReasonTerms {
  readonly last: ComparisonFinding | undefined;
  readonly plan: GatePlan;
  readonly ended: CheckResult['ended'];
  /** Something regressed, and the check ended for it. */
  readonly hasRegressed: boolean;
  readonly sizes: number;
}

/** One sentence: why this verdict, with the figures. */
export function reasonOf(finding: Unworded, terms: ReasonTerms): string {
  const name = nameOf(finding, terms.sizes);
  const moved = `${name} ${shiftWords(finding)}`;
  switch (finding.verdict) {
    case 'regressed':
      return `${moved}: past the limits of ${limitWords(finding)}, and the last block confirms it; ${countWords(finding)}`;
    case 'improved':
      return `${moved}: lower by more than the limits of ${limitWords(finding)}, and the last block confirms it; ${countWords(finding)}`;
    case 'unchanged':
      return `${moved}: ${finding.isSignificant ? 'a real change, and ' : ''}shown to be within its limits of ${withinWords(finding)}; ${countWords(finding)}`;
    case 'inconclusive':
      return inconclusive(finding, terms, name, moved);
  }
}

/** Either limit is enough to pass: what is below one of them is no change that counts. */
const withinWords = (finding: Unworded): string => limitWords(finding).replace(' and ', ' or ');

function inconclusive(finding: Unworded, terms: ReasonTerms, name: string, moved: string): string {
  const { last, plan } = terms;
  const n = Math.min(finding.base.n, finding.head.n);
  if (n === 0) return `${name}: nothing was measured on ${finding.base.n === 0 ? 'base' : 'head'}`;
  if (last === undefined) {
    return `${name}: ${countWords(finding)}, and the first look is at ${plan.firstLookPerSide}${because(terms)}`;
  }
  if ('reason' in last.reading) return `${name}: ${last.reading.reason}`;
  return `${moved}: ${whyOpen(finding, terms)}; ${countWords(finding)}${neededWords(finding)}`;
}

const because = ({ ended }: ReasonTerms): string => {
  const words = endedWords(ended);
  return words === undefined ? '' : `: ${words}`;
};

function whyOpen(finding: Unworded, terms: ReasonTerms): string {
  if (terms.last?.isHopeless === true)
    return 'its values vary too much for the limits, and no more were measured in vain';
  if (terms.hasRegressed) return 'still open when the check ended, as something else had regressed';
  const what = finding.isSignificant
    ? 'a real change, and not sure whether within its limits or past them'
    : 'neither shown to be within its limits nor past them';
  return `${what}${because(terms).replace(': ', ' when ')}`;
}

const neededWords = ({ neededPerSide }: Unworded): string =>
  neededPerSide === null ? '' : `; about ${neededPerSide.toLocaleString('en-US')} a side would settle it`;

/** One sentence for a pull request. */
export function overallReason(verdict: Verdict, findings: readonly CheckFinding[]): string {
  const own = findings.filter((it) => it.verdict === verdict);
  const bySize = [...own].sort((a, b) => sizeOf(b) - sizeOf(a));
  const first = verdict === 'unchanged' ? bySize[0] : toldFirst(bySize);
  if (first === undefined) return 'nothing was compared';
  const others = own.length - 1;
  if (verdict === 'unchanged') {
    const compared = `${findings.length} ${findings.length === 1 ? 'figure is' : 'figures are'} within ${findings.length === 1 ? 'its' : 'their'} limits`;
    return findings.length === 1 ? `${compared}; ${first.reason}` : `${compared}; the largest shift: ${first.reason}`;
  }
  const more = others === 0 ? '' : ` (and ${others} more ${verdict})`;
  return `${first.reason}${more}`;
}

/** What a gate on cold starts is there for, else the largest; a package that has grown, which everyone can see, last. */
const toldFirst = (bySize: readonly CheckFinding[]): CheckFinding | undefined =>
  bySize.find(({ metric }) => metric === 'initDuration') ??
  bySize.find(({ metric }) => metric !== 'packageSize') ??
  bySize[0];

const sizeOf = ({ shiftPercent }: CheckFinding): number => Math.abs(shiftPercent?.value ?? 0);

import type { Verdict } from './comparison.js';

const OVERALL: readonly Verdict[] = ['regressed', 'inconclusive', 'improved'];

/** What all findings together say: a regression of one is one of the whole. */
export const overallVerdict = (findings: readonly { readonly verdict: Verdict }[]): Verdict =>
  findings.length === 0
    ? 'inconclusive'
    : (OVERALL.find((verdict) => findings.some((it) => it.verdict === verdict)) ?? 'unchanged');

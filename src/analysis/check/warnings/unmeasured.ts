import type { Warning } from '../../result-schema.js';
import { warnIf } from '../../warnings/findings.js';
import { youngerWarnings } from '../../warnings/run.js';
import type { CheckSeen } from './check-seen.js';

/** Metrics that have limits and no finding, and why. */
export function unmeasuredWarnings({ result, book, day }: CheckSeen): Warning[] {
  const { check, target } = result;
  const isAsked = (metric: string): boolean => check.limits.some((it) => it.metric === metric);
  const isFound = (metric: string): boolean => result.findings.some((it) => it.metric === metric);
  const isMissing = (metric: string): boolean => isAsked(metric) && !isFound(metric);
  return [
    ...warnIf(
      isMissing('packageSize'),
      'package-size-unknown',
      'the size of the code is not known of both sides and was not compared',
      'an image has none; leave it out with --limit packageSize=off',
    ),
    ...warnIf(
      check.warmPerEnvironment === 0 && (isMissing('warmDuration') || isMissing('billedDuration')),
      'no-warm-invocations',
      'without warm invocations neither warm Duration nor Billed Duration was compared',
      'name how many each environment answers with --warm',
    ),
    ...warnIf(
      isMissing('costPerMillion') && book === undefined,
      'no-prices',
      `no prices of ${target.region} are known: cost was not compared`,
      'name a price book with --prices',
    ),
    ...(isFound('costPerMillion') && book !== undefined ? youngerWarnings(book, day) : []),
  ];
}

import { smallestN } from '../../../statistics/index.js';
import { formatRatio } from '../../../units/index.js';
import type { Warning } from '../../result-schema.js';
import { type LoadFindings, warnIf } from '../load-findings.js';
import type { LoadArm } from '../load-result.js';
import { armNames } from './names.js';

/** Of a shorter load a single slow moment is a large part, and no block of time is long. */
const SHORT_SECONDS = 30;
const FOUND_ENOUGH = 0.99;

/** How much the figures can bear. */
export function evidenceWarnings({ result }: LoadFindings): Warning[] {
  const measured = result.arms.filter(({ status }) => status !== 'failed');
  return [...sizeOfEvidence(result, measured), ...reportWarnings(result, measured)];
}

function sizeOfEvidence(result: LoadFindings['result'], measured: readonly LoadArm[]): Warning[] {
  const list = (some: readonly LoadArm[]): string => armNames(result, some);
  const hasRate = result.load.phases.some(({ kind }) => kind !== 'burst' && kind !== 'pause');
  const short = measured.filter(({ total }) => hasRate && total.seconds < SHORT_SECONDS);
  const few = (p: number): LoadArm[] =>
    measured.filter(({ total }) => (total.latencyMs?.n ?? Number.POSITIVE_INFINITY) < smallestN(p));
  const [fewForP99, fewForP999] = [few(0.99), few(0.999)];
  return [
    ...warnIf(
      short.length > 0,
      'short-load',
      `the load lasted less than ${SHORT_SECONDS} s at ${list(short)}: one slow moment is a large part of it`,
      'let it last a minute or more',
    ),
    ...warnIf(
      fewForP99.length > 0,
      'few-for-p99',
      `fewer than ${smallestN(0.99)} requests at ${list(fewForP99)}: p99 has no interval`,
      'send more requests, or look at p90',
    ),
    ...warnIf(
      fewForP999.length > fewForP99.length,
      'few-for-p999',
      `fewer than ${smallestN(0.999)} requests at ${list(fewForP999)}: p99.9 has no interval, and is made of the slowest few`,
      'send more requests, or look at p99',
    ),
  ];
}

function reportWarnings(result: LoadFindings['result'], measured: readonly LoadArm[]): Warning[] {
  const silent = measured.filter(({ total: { reports } }) => reports.found < FOUND_ENOUGH * reports.expected);
  const unpriced = measured.filter(
    ({ total: { cost } }) => cost !== null && cost.perMillion.n > 0 && cost.perMillion.value === null,
  );
  return [
    ...warnIf(
      silent.length > 0,
      'reports-missing',
      silent.map((arm) => `${missingOf(arm)} at ${armNames(result, [arm])}`).join('; '),
      silent.every(({ total: { reports } }) => reports.found === 0)
        ? 'Duration, cold starts, memory and cost are not known: a function whose system log level is WARN writes no report of a success'
        : 'Duration, cold starts and memory are of the others; cost takes the missing ones as the mean of them',
    ),
    ...warnIf(
      unpriced.length > 0,
      'tier-not-priced',
      `${armNames(result, unpriced)}: a million such requests go beyond the last tier that the price book knows, so there is no cost`,
      'name a price list that goes further with --prices',
    ),
  ];
}

function missingOf({ total: { reports } }: LoadArm): string {
  const missing = reports.expected - reports.found;
  return `${missing} of ${reports.expected} invocations have no report (${formatRatio(missing / reports.expected)})`;
}

import { allErrors } from '../../allowed-errors.js';
import type { Warning } from '../../result-schema.js';
import { allowedErrorsWarnings } from '../../warnings/hooks-and-errors.js';
import { TOLERATED_ERROR_RATIO } from '../candidate.js';
import { type LoadFindings, warnIf } from '../load-findings.js';
import type { LoadArm } from '../load-result.js';
import { armNames } from './names.js';

/** About single memory sizes, gathered so that one cause is one warning. */
export const armWarnings = (findings: LoadFindings): Warning[] => [
  ...statusWarnings(findings.result),
  ...requestWarnings(findings.result),
  ...allowedWarnings(findings.result),
  ...warnIf(
    findings.header.load.phases.some(({ kind }) => kind === 'closed'),
    'closed-loop',
    'in a closed loop slow answers slow the requests: its latencies are those at that concurrency, not those under a rate of arrivals',
    'use a constant or poisson rate for what callers will see',
  ),
];

function statusWarnings(result: LoadFindings['result']): Warning[] {
  const having = (status: LoadArm['status']): LoadArm[] => result.arms.filter((arm) => arm.status === status);
  const withNotes = (some: readonly LoadArm[]): string =>
    some.map((arm) => `${armNames(result, [arm])}: ${arm.statusNote ?? arm.status}`).join('; ');
  const slowEnd = result.arms.filter(({ total: { latencyMs } }) => latencyMs !== null && latencyMs.p99.value === null);
  const [failed, limited, cut] = [having('failed'), having('generator-limited'), having('cut-short')];
  return [
    ...warnIf(
      failed.length > 0,
      'sizes-failed',
      withNotes(failed),
      failed.every(({ memorySizeMB }) => memorySizeMB === null)
        ? 'see the errors by kind, and whether the address answers at all'
        : 'see the errors by kind: too little memory and too short a timeout are the usual ones',
    ),
    ...warnIf(
      limited.length > 0,
      'generator-limited',
      `the load generator was the bottleneck, so there is no claim about latency: ${withNotes(limited)}`,
      'end what else runs on this machine, ask for a lower rate, raise the most open requests, or send from a machine with more CPUs',
    ),
    ...warnIf(
      slowEnd.length > 0,
      'generator-limited-tail',
      slowEnd.map((arm) => `no p99 at ${armNames(result, [arm])}: ${arm.total.latencyMs?.p99.note}`).join('; '),
      'end what else runs on this machine, or ask for a lower rate',
    ),
    ...warnIf(cut.length > 0, 'sizes-cut-short', withNotes(cut), 'the figures hold for what was sent until then'),
  ];
}

function allowedWarnings({ arms }: LoadFindings['result']): Warning[] {
  const errors = allErrors(arms.map(({ total: { allowedErrors = [] } }) => allowedErrors));
  const answered = arms.reduce((sum, { total }) => sum + total.counts.answered, 0);
  return allowedErrorsWarnings(errors, `${answered.toLocaleString('en-US')} answers`);
}

function requestWarnings(result: LoadFindings['result']): Warning[] {
  const { arms } = result;
  const failing = arms.filter(({ status, total }) => status !== 'failed' && total.errors.ratio > TOLERATED_ERROR_RATIO);
  const dropping = arms.filter(({ status, total }) => status !== 'generator-limited' && total.counts.dropped > 0);
  const dropped = dropping.reduce((sum, { total }) => sum + total.counts.dropped, 0);
  const retried = arms.reduce((sum, { total }) => sum + total.counts.retried, 0);
  const failures = failing.map((arm) => {
    const { count, n } = arm.total.errors;
    return `${count} of ${n} requests failed at ${armNames(result, [arm])}`;
  });
  return [
    ...warnIf(
      failing.length > 0,
      'requests-failed',
      failures.join('; '),
      'they are counted by kind and in no percentile, but for those that waited in vain; a size with more than 1 % is not chosen',
    ),
    ...warnIf(
      dropped > 0,
      'requests-dropped',
      `${dropped} requests that were due were not sent at ${armNames(result, dropping)}`,
      'too many were open, or the load was ended',
    ),
    ...warnIf(
      retried > 0,
      'requests-retried',
      `${retried} requests were sent more than once; their latency counts from the first time`,
      'take "retries" out of the scenario to see each failure by itself',
    ),
  ];
}

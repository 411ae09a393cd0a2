import type { Warning } from '../../result-schema.js';
import { TOLERATED_ERROR_RATIO } from '../candidate.js';
import { type LoadFindings, warnIf } from '../load-findings.js';
import type { LoadArm } from '../load-result.js';
import { armNames } from './names.js';

/** About single memory sizes, gathered so that one cause is one warning. */
export function armWarnings({ result, header }: LoadFindings): Warning[] {
  const { arms } = result;
  const where = (wanted: (arm: LoadArm) => boolean): LoadArm[] => arms.filter(wanted);
  const list = (some: readonly LoadArm[]): string => armNames(result, some);
  const withNotes = (some: readonly LoadArm[]): string =>
    some.map((arm) => `${list([arm])}: ${arm.statusNote ?? arm.status}`).join('; ');
  const failed = where(({ status }) => status === 'failed');
  const limited = where(({ status }) => status === 'generator-limited');
  const cut = where(({ status }) => status === 'cut-short');
  const failing = where(({ status, total }) => status !== 'failed' && total.errors.ratio > TOLERATED_ERROR_RATIO);
  const dropped = where(({ status, total }) => status !== 'generator-limited' && total.counts.dropped > 0);
  const closed = header.load.phases.filter(({ kind }) => kind === 'closed');
  const sum = (some: readonly LoadArm[], of: (arm: LoadArm) => number): number =>
    some.reduce((all, arm) => all + of(arm), 0);
  const retried = sum(arms, ({ total }) => total.counts.retried);
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
    ...warnIf(cut.length > 0, 'sizes-cut-short', withNotes(cut), 'the figures hold for what was sent until then'),
    ...warnIf(
      failing.length > 0,
      'requests-failed',
      failing
        .map((arm) => `${arm.total.errors.count} of ${arm.total.errors.n} requests failed at ${list([arm])}`)
        .join('; '),
      'they are counted by kind and in no percentile, but for those that waited in vain; a size with more than 1 % is not chosen',
    ),
    ...warnIf(
      dropped.length > 0,
      'requests-dropped',
      `${sum(dropped, ({ total }) => total.counts.dropped)} requests that were due were not sent at ${list(dropped)}`,
      'too many were open, or the load was ended',
    ),
    ...warnIf(
      retried > 0,
      'requests-retried',
      `${retried} requests were sent more than once; their latency counts from the first time`,
      'take "retries" out of the scenario to see each failure by itself',
    ),
    ...warnIf(
      closed.length > 0,
      'closed-loop',
      'in a closed loop slow answers slow the requests: its latencies are those at that concurrency, not those under a rate of arrivals',
      'use a constant or poisson rate for what callers will see',
    ),
  ];
}

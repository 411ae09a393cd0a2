import { formatMilliseconds, formatRatio } from '../../../units/index.js';
import type { Warning } from '../../result-schema.js';
import { type LoadFindings, warnIf } from '../load-findings.js';
import type { LoadArm } from '../load-result.js';
import { armNames } from './names.js';

const MUCH_DISTURBED = 0.05;
/** Between the memory size that the host disturbed most and least. */
const UNEVEN = 0.1;
/** By so much the part outside the function may differ between sizes by what the sizes themselves do. */
const OUTSIDE_RATIO = 1.5;
const OUTSIDE_MS = 5;

/** About what was around the function: the emulator's host, the network, and whether both were alike at all sizes. */
export function hostWarnings({ result, header }: LoadFindings): Warning[] {
  const arms = result.arms.filter(({ total }) => total.counts.sent > 0);
  const disturbed = arms.filter((arm) => shareOf(arm) > MUCH_DISTURBED);
  const shares = arms.map(shareOf);
  const uneven = Math.max(0, ...shares) - Math.min(1, ...shares) > UNEVEN;
  const fullShare = header.target.largestFullShareMB;
  const capped = arms.filter(({ memorySizeMB }) => fullShare !== undefined && (memorySizeMB ?? 0) > fullShare);
  return [
    ...warnIf(
      disturbed.length > 0,
      'host-disturbed',
      `the host disturbed ${disturbed.map((arm) => `${formatRatio(shareOf(arm))} of the invocations at ${armNames(result, [arm])}`).join(', ')}; they stay in the figures of a load`,
      'end what else runs on the host, or lower the rate: execution environments and load generator share its CPUs',
    ),
    ...warnIf(
      arms.length > 1 && uneven,
      'host-uneven',
      'the host disturbed some memory sizes much more than others: part of their difference is the host',
      'run the load again on a quiet host',
    ),
    ...warnIf(
      capped.length > 0,
      'sizes-capped',
      `${armNames(result, capped)} ${capped.length === 1 ? 'is' : 'are'} due more cores than this host has: multi-threaded code would be faster on AWS`,
      'single-threaded code is not affected above 1,769 MB',
    ),
    ...driftWarnings(result, arms),
  ];
}

const shareOf = ({ total }: LoadArm): number =>
  total.reports.found === 0 ? 0 : total.disturbed / Math.max(total.disturbed, total.reports.found);

/** Memory sizes are loaded one after the other. What lies outside the function should be alike at all of them. */
function driftWarnings(result: LoadFindings['result'], arms: readonly LoadArm[]): Warning[] {
  const known = arms.flatMap((arm) => {
    const median = arm.total.outsideMs?.p50;
    if (median === undefined || median.value === null || median.low === null || median.high === null) return [];
    return [{ arm, value: median.value, low: median.low, high: median.high }];
  });
  const [least] = [...known].sort((a, b) => a.value - b.value);
  const most = [...known].sort((a, b) => b.value - a.value)[0];
  if (least === undefined || most === undefined) return [];
  const differs =
    most.low > least.high && most.value > OUTSIDE_RATIO * least.value && most.value - least.value > OUTSIDE_MS;
  return warnIf(
    differs,
    'arms-drift',
    `network, queue and platform took ${formatMilliseconds(most.value)} in the median at ${armNames(result, [most.arm])} and ${formatMilliseconds(least.value)} at ${armNames(result, [least.arm])}: the latencies differ by more than the memory size`,
    'compare Duration instead, or run the load again: sizes are loaded one after the other, in random order',
  );
}

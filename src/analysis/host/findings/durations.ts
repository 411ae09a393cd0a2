import { formatMegabytes, formatRatio } from '../../../units/index.js';
import type { Finding, Share, Trust } from '../diagnosis-schema.js';
import { type Figure, farthestFromOne } from '../figure.js';
import type { Measured } from './measured.js';

/** What Kelvin promises of a long task: CPU time x 1,769 / memory size within 3 %. So far it is trusted. */
const EXACT = 0.03;
/** Beyond it a step from one memory size to the next (12 % from 1,024 to 1,152 MB) could be an error alone. So far with care. */
const ROUGH = 0.1;

/** Whether durations follow from the memory size, size by size. */
export function durationFindings({ shares, facts, kernel }: Measured): Finding[] {
  const { cpu } = facts;
  if (!cpu.enforced) {
    const message = `Durations are the same at every memory size: ${cpu.reason}`;
    return [{ subject: 'durations', trust: 'untrusted', message, hint: cpu.hint }];
  }
  return [...runsOf(shares).map(findingOf), ...shortTaskFindings(kernel)];
}

interface Judged {
  readonly trust: Trust;
  readonly shares: readonly Share[];
}

/**
 * By all that the interval holds: what may be further off than a bound is not within it. Without an interval a figure that
 * came out near may have done so by chance.
 */
function judge({ gotRatio }: Share): Trust {
  if (gotRatio === null) return 'untrusted';
  const farthest = farthestFromOne(gotRatio);
  if (farthest <= EXACT && gotRatio.low !== null) return 'trusted';
  return farthest <= ROUGH ? 'with-care' : 'untrusted';
}

/** Neighbours of which the same can be said. */
function runsOf(shares: readonly Share[]): Judged[] {
  const runs: Judged[] = [];
  for (const share of [...shares].sort((a, b) => a.memorySizeMB - b.memorySizeMB)) {
    const trust = judge(share);
    const last = runs.at(-1);
    const joins = last?.trust === trust && trust !== 'untrusted';
    if (joins) runs[runs.length - 1] = { trust, shares: [...last.shares, share] };
    else runs.push({ trust, shares: [share] });
  }
  return runs;
}

function findingOf({ trust, shares }: Judged): Finding {
  const subject = 'durations';
  const sizes = sizesText(shares);
  const [{ gotRatio = null, missing = 'nothing was measured' } = {}] = shares;
  if (gotRatio === null) return { subject, trust, message: `Durations at ${sizes}: unknown, ${missing}`, hint: QUIET };
  if (trust === 'untrusted')
    return { subject, trust, message: `Durations at ${sizes} ${whyNot(gotRatio)}`, hint: QUIET };
  const worst = Math.max(...shares.flatMap((share) => share.gotRatio ?? []).map(farthestFromOne));
  const message = `Durations at ${sizes}: within ${formatRatio(worst)} of their CPU share`;
  return { subject, trust, message, ...(trust === 'trusted' ? {} : { hint: QUIET }) };
}

function whyNot(got: Figure): string {
  if (Math.abs(got.value - 1) > ROUGH) return `mean nothing: it got ${formatRatio(got.value)} of its CPU share`;
  return `may be ${formatRatio(farthestFromOne(got))} off: it got ${formatRatio(got.value)} of its CPU share, and its interval reaches so far`;
}

const QUIET = 'run kelvin doctor again when nothing else computes here';

/** `128–3,538 MB`. */
function sizesText(shares: readonly Share[]): string {
  const sizes = shares.map(({ memorySizeMB }) => formatMegabytes(memorySizeMB));
  const [first = '', last = ''] = [sizes[0], sizes.at(-1)];
  return first === last ? first : `${first.replace(' MB', '')}–${last}`;
}

const LAMBDA_HZ = 250;
const LAMBDA_SLICE_US = 5000;

/** Of tasks of less than about 100 ms AWS's durations are a staircase, whose steps the kernel makes. */
function shortTaskFindings({ hz, sliceUs }: Measured['kernel']): Finding[] {
  const subject = 'short-tasks';
  const trust = 'with-care';
  if (hz !== undefined && hz !== LAMBDA_HZ) {
    const message = `Tasks of less than 100 ms step otherwise than on Lambda below 1,769 MB: ${hz} ticks a second, not ${LAMBDA_HZ}`;
    return [{ subject, trust, message, hint: `a kernel built with CONFIG_HZ=${LAMBDA_HZ} has Lambda's steps` }];
  }
  if (sliceUs !== undefined && sliceUs !== LAMBDA_SLICE_US) {
    const message = `Tasks of less than 100 ms may step otherwise than on Lambda: a CPU takes ${sliceUs / 1000} ms of a quota at a time`;
    const hint = `sysctl kernel.sched_cfs_bandwidth_slice_us=${LAMBDA_SLICE_US}`;
    return [{ subject, trust, message, hint }];
  }
  return [];
}

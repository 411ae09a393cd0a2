import { type Quantiles, uniform, valueAt } from './draw.js';
import type { SimulatedPart } from './simulated.js';

/**
 * Which kind of host an environment lands on, for its whole life: AWS's fleet has processors of several generations.
 *
 * Source: Init Durations of unchanged functions, ten fresh environments a day on 40 days of 2026-03 to 2026-06
 * (maxday/lambda-perf, Apache-2.0; zip, 1,024 MB, n = 400 for each runtime). Of each runtime's natural logarithms less
 * their median a normal mixture was fitted by expectation-maximisation; figures are medians over runtimes.
 * arm64, two components: two modes apart in 35 of 38 runtimes; of those apart by more than four standard deviations the
 * faster takes 0.80 of the slower's time (quartiles 0.76 and 0.83), and 0.46 of the environments land on it.
 * x86_64, three components, compiled runtimes: 0.63 in a narrow common mode, 0.07 in one that takes 0.83 of its time, and
 * 0.30 in a wide one at 1.08 of it (standard deviation of the logarithm 0.10). A fixed task of 17 ms of CPU shows the same
 * fast hosts in Duration (UBC, EuroSys'26, 2025-04, 1,478 to 1,849 MB: median 17.3 ms, 10th percentile down to 14.8).
 *
 * This machine stands for the fastest mode that has a tenth of the hosts or more; it cannot run faster than it does, so
 * the 0.07 are counted as common. Init Duration holds waits that no processor shortens: true ratios may be larger.
 */
export interface HostMode {
  readonly name: 'fast' | 'common' | 'slow';
  /** Time for the same CPU work against this machine: 1 or more. */
  readonly slowdown: number;
}

interface Mode {
  readonly name: HostMode['name'];
  readonly share: number;
  readonly slowdown: Quantiles;
}

const same: Quantiles = [[0, 1]];

/** 1.08 x exp(0.10 z), and never faster than this machine. */
const wide: Quantiles = [
  [0, 1],
  [0.22, 1],
  [0.5, 1.08],
  [0.75, 1.155],
  [0.9, 1.228],
  [0.95, 1.273],
  [0.99, 1.363],
  [1, 1.4],
];

const X86_64: readonly Mode[] = [
  { name: 'common', share: 0.7, slowdown: same },
  { name: 'slow', share: 0.3, slowdown: wide },
];
const ARM64: readonly Mode[] = [
  { name: 'fast', share: 0.46, slowdown: same },
  { name: 'slow', share: 0.54, slowdown: [[0, 1.25]] },
];

/** @param n the how manieth environment it is. */
export function hostMode(seed: number, n: number, architecture: string): HostMode {
  const modes = architecture === 'arm64' ? ARM64 : X86_64;
  let left = uniform(seed, 'hostMode', n);
  for (const { name, share, slowdown } of modes) {
    if (left < share) return { name, slowdown: valueAt(slowdown, uniform(seed, 'slowdown', n)) };
    left -= share;
  }
  return { name: 'slow', slowdown: 1 };
}

export const hostModePart: SimulatedPart = {
  name: 'hostMode',
  affects:
    'Duration, Billed Duration and Init Duration, so cost too: the time for which the busiest thread ran or waited for a CPU grows by the host’s slowdown',
  parameters: {
    'x86_64 common': '70 % of environments at 1',
    'x86_64 slow': '30 % at a median of 1.08, up to 1.4',
    'arm64 fast': '46 % at 1',
    'arm64 slow': '54 % at 1.25',
  },
  source: 'Init Durations of unchanged functions, maxday/lambda-perf, 400 environments for each runtime',
  measured: '2026-03 to 2026-06',
  certainty:
    'two modes are plain on arm64, less so on x86_64; a host faster than this machine cannot be simulated (7 % on x86_64)',
};

import { join } from 'node:path';
import { readProc } from '../proc.js';
import type { KernelFacts } from './kernel.js';

/** The kernel's count of ticks, and when it was read. */
export interface Jiffies {
  readonly count: number;
  readonly atMs: number;
}

/**
 * Where the count stands: for everyone on a kernel with CONFIG_SCHEDSTATS, for root alone in the list of timers (kernel,
 * kernel/sched/stats.c, kernel/time/timer_list.c).
 */
const PLACES: readonly (readonly [file: string, count: RegExp])[] = [
  ['proc/schedstat', /^timestamp (\d+)$/m],
  ['proc/timer_list', /^jiffies: (\d+)$/m],
];

export function readJiffies(root = '/'): Jiffies | undefined {
  for (const [file, count] of PLACES) {
    const found = count.exec(readProc(join(root, file)) ?? '')?.[1];
    if (found !== undefined) return { count: Number(found), atMs: performance.now() };
  }
  return undefined;
}

/** What kernels are built with (kernel/Kconfig.hz). */
const RATES = [100, 250, 300, 1000];
/** Between two neighbours there is more, and a reading is a tick off at most. */
const TOLERANCE = 0.05;

/** A count over a few seconds leaves no doubt, whatever the configuration says; without one there is nothing. */
export function measuredHz(
  before: Jiffies | undefined,
  after: Jiffies | undefined,
): Pick<KernelFacts, 'hz' | 'hzSource'> {
  if (before === undefined || after === undefined) return {};
  const measured = ((after.count - before.count) / (after.atMs - before.atMs)) * 1000;
  const hz = RATES.find((rate) => Math.abs(measured / rate - 1) < TOLERANCE);
  return hz === undefined ? {} : { hz, hzSource: 'measured' };
}

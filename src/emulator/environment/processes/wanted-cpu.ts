import { type Milliseconds, milliseconds } from '../../../units/index.js';
import { type ThreadTime, threadTimes } from '../../observation/threads.js';
import { timesBetween } from '../../observation/waiting.js';

/** For each thread how long it has run, or waited for a CPU, a quota's throttle included. */
export type WantedCpu = ReadonlyMap<string, ThreadTime>;

/** Of the thread that wanted the CPU longest in between: others ran beside it, or it waited for them asleep. */
export const busiestSince = (before: WantedCpu, now: WantedCpu): Milliseconds =>
  milliseconds(Math.max(0, ...timesBetween(before, now).map(({ ranMs, waitedMs }) => ranMs + waitedMs)));

/** Not every kernel keeps such books, and there is no /proc elsewhere. */
export const tellsCpuTime = (): boolean => [...threadTimes([process.pid]).values()].some(({ ranMs }) => ranMs > 0);

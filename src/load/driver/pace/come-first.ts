import { execFileSync } from 'node:child_process';
import { availableParallelism, setPriority } from 'node:os';
import { threadId } from './thread-id.js';

/** The lowest: any runs before all that has none. */
const REAL_TIME_PRIORITY = '1';
/** Where real time is not to be had. */
const PRIORITY = -10;
/** It takes some milliseconds. */
const LONGEST_MS = 2000;

/**
 * Lets this thread, which sleeps until a moment, run before the functions that it puts under load, where both share a
 * machine: a generator that waits its turn behind them makes them look slower than they are. A priority (nice) is worth
 * nothing for that: it counts within the session (sched(7), autogroup) or the control group alone. Beside eight busy
 * processes of a group as heavy as the emulator's functions a sleeper on one of two CPUs woke 56 ms late at the median,
 * at priority -10 as at 0, and in real time 0.1 ms (Linux 6.18, 2026-11). Real time is a thread's, ends with it, and the
 * kernel keeps a share of each second for all others; on a machine of one CPU the functions would have nothing but that.
 * It takes root, or CAP_SYS_NICE.
 */
export function comeFirst(): void {
  if (process.platform === 'linux' && availableParallelism() > 1 && tryTo(takeRealTime)) return;
  raisePriority();
}

/**
 * For a thread that never rests, such as a closed loop's: it shares the CPU with what it measures. On Linux a priority is
 * a thread's; elsewhere it would be the whole process's.
 */
export function raisePriority(): void {
  if (process.platform === 'linux') tryTo(() => setPriority(0, PRIORITY));
}

/** chrt is part of util-linux. Threads and processes that this one starts are as all others. */
const takeRealTime = (): void =>
  void execFileSync('chrt', ['--reset-on-fork', '--rr', '--pid', REAL_TIME_PRIORITY, threadId()], {
    stdio: 'ignore',
    timeout: LONGEST_MS,
  });

/** Without the right to it, it waits its turn, and its beats say how long. */
function tryTo(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

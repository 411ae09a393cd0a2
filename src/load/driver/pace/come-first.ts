import { setPriority } from 'node:os';

/**
 * Lets this thread run before the functions that it puts under load, where both share a machine: a generator that waits
 * its turn behind them makes them look slower than they are. On Linux a priority is a thread's, and root alone may raise
 * it; elsewhere it would be the whole process's.
 */
export function comeFirst(): void {
  try {
    if (process.platform === 'linux') setPriority(0, -10);
  } catch {
    // Not root: it waits its turn, and its beats say how long.
  }
}

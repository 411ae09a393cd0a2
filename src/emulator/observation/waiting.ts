import type { ThreadTime } from './threads.js';

/** How much of each thread's time lies between two looks; one that is new began with nothing. */
export function timesBetween(
  before: ReadonlyMap<string, ThreadTime>,
  after: ReadonlyMap<string, ThreadTime>,
): ThreadTime[] {
  return [...after].map(([thread, { ranMs, waitedMs }]) => {
    const was = before.get(thread);
    return { ranMs: ranMs - (was?.ranMs ?? 0), waitedMs: waitedMs - (was?.waitedMs ?? 0) };
  });
}

export const cpuTimeOf = (times: readonly ThreadTime[]): number => times.reduce((sum, { ranMs }) => sum + ranMs, 0);

/**
 * How long the thread that used most CPU time was kept from it by anything but the quota: the others' waiting does not
 * make an invocation longer. The throttled time is that of all CPUs, so it is shared out among as many threads as were
 * equally busy.
 */
export function waitingOf(times: readonly ThreadTime[], throttledMs: number): number | undefined {
  const [first, ...others] = times;
  if (first === undefined) return undefined;
  const busiest = others.reduce((most, it) => (it.ranMs > most.ranMs ? it : most), first);
  const equallyBusy = busiest.ranMs > 0 ? Math.max(1, Math.round(cpuTimeOf(times) / busiest.ranMs)) : 1;
  return Math.max(0, busiest.waitedMs - throttledMs / equallyBusy);
}

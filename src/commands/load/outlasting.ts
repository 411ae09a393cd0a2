import { type LoadScenario, timeoutFor } from '../../scenario/index.js';
import { formatMilliseconds, type Milliseconds, secondsToMilliseconds } from '../../units/index.js';
import type { LoadedFunction } from './open-load.js';

/** The scenario with a timeout that outlasts the functions' own, and what the user is told of it. */
export interface Outlasting {
  readonly scenario: LoadScenario;
  readonly notes: readonly string[];
}

/**
 * What a request is given up after follows how long the functions found may run, unless the user has named it: a request
 * that is given up before hides what became of it. A shorter one that was named holds, and is told.
 */
export function outlasting(scenario: LoadScenario, functions: readonly LoadedFunction[]): Outlasting {
  const { load } = scenario;
  const allowed = functions.flatMap(({ configuration: { Timeout } }) =>
    Timeout === undefined ? [] : [secondsToMilliseconds(Timeout)],
  );
  if (!load.isTimeoutAsked) {
    return { scenario: { ...scenario, load: { ...load, timeoutMs: timeoutFor(load.timeoutMs, allowed) } }, notes: [] };
  }
  return { scenario, notes: shorterNotes(load.timeoutMs, allowed) };
}

function shorterNotes(timeoutMs: Milliseconds, allowed: readonly Milliseconds[]): readonly string[] {
  const longer = allowed.filter((it) => it > timeoutMs);
  const [first] = longer.sort((a, b) => b - a);
  if (first === undefined) return [];
  return [
    `a request is given up after ${formatMilliseconds(timeoutMs)}, and the function may run for ${formatMilliseconds(first)}: what takes longer counts as at least that long`,
  ];
}

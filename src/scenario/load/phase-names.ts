import type { Phase } from './load-plan.js';

/** A phase that may have no name yet. */
export type Unnamed = Phase extends infer One
  ? One extends Phase
    ? Omit<One, 'name'> & { name?: string }
    : never
  : never;

const perSecond = (rate: number): string => `${Number(rate.toFixed(3))}/s`;

/** What a phase is called that the user has not named. */
function usualName(phase: Unnamed): string {
  switch (phase.kind) {
    case 'constant':
    case 'poisson':
      return `${phase.kind} ${perSecond(phase.requestsPerSecond)}`;
    case 'ramp':
      return `ramp ${perSecond(phase.fromPerSecond)} to ${perSecond(phase.toPerSecond)}`;
    case 'burst':
      return `burst of ${phase.requests}`;
    case 'closed':
      return `closed ${phase.concurrency}`;
    default:
      return phase.kind;
  }
}

/** Names for those that have none; of two with one name the later is numbered, as results would mix them up. */
export function namedPhases(phases: readonly Unnamed[]): readonly Phase[] {
  const taken = new Map<string, number>();
  return phases.map((phase) => {
    const name = phase.name ?? usualName(phase);
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return { ...phase, name: count === 1 ? name : `${name} (${count})` };
  });
}

import type { Phase } from '../../scenario/index.js';
import { milliseconds } from '../../units/index.js';

/** Phases that one driver runs: open-loop ones that follow one another, or a closed one. */
export type PhaseGroup =
  | { readonly kind: 'open'; readonly phases: readonly Phase[] }
  | { readonly kind: 'closed'; readonly phases: readonly Phase[] };

/**
 * Divides a load at its closed phases: when the phases after one begin is known once it has been answered. A group has all
 * phases by their number in the load; those of other groups take no time, so that chance and records go by that number.
 */
export function groupsOf(phases: readonly Phase[]): PhaseGroup[] {
  const groups: PhaseGroup[] = [];
  let first = 0;
  const only = (from: number, to: number) => phases.map((it, i) => (i >= from && i < to ? it : none(it)));
  const close = (end: number): void => {
    if (end > first) groups.push({ kind: 'open', phases: only(first, end) });
    first = end + 1;
  };
  for (const [index, phase] of phases.entries()) {
    if (phase.kind !== 'closed') continue;
    close(index);
    groups.push({ kind: 'closed', phases: only(index, index + 1) });
  }
  close(phases.length);
  return groups;
}

const none = ({ name }: Phase): Phase => ({ kind: 'pause', name, forMs: milliseconds(0) });

import type { Header } from '../recording/index.js';
import { plannedInvocations, plannedVisits } from './plan.js';

interface Span {
  readonly low: number;
  readonly high: number;
}

/** How much a run is expected to make before anything is known of the function. */
export interface ExpectedInvocations {
  /** Each to a version that is published for it. */
  readonly visits: Span;
  /** Cold and warm ones. */
  readonly invocations: Span;
}

/**
 * Of most runs that choose themselves what to measure: few for a steady function, many for one whose durations vary by
 * tens of per cent or that may run on two architectures. None is kept to the upper end: what may be spent is.
 */
const EXPLORING: ExpectedInvocations = { visits: { low: 5, high: 20 }, invocations: { low: 15, high: 80 } };

/** Exact where every size is measured so often, and no more than may be made where not. */
export function expectedInvocations(header: Header): ExpectedInvocations {
  const { exploration } = header.scenario;
  if (exploration === undefined) {
    return { visits: exactly(plannedVisits(header)), invocations: exactly(plannedInvocations(header, [])) };
  }
  const most = exploration.maxInvocations ?? Number.POSITIVE_INFINITY;
  const within = ({ low, high }: Span): Span => ({ low: Math.min(low, most), high: Math.min(high, most) });
  return { visits: within(EXPLORING.visits), invocations: within(EXPLORING.invocations) };
}

const exactly = (count: number): Span => ({ low: count, high: count });

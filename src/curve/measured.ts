import type { Observation } from './observation.js';
import type { Problem } from './problem.js';

/** What was measured of one candidate, warm or cold starts alone. */
export interface Measured {
  /** Of the candidate in the problem. */
  readonly index: number;
  readonly n: number;
  readonly visits: number;
  /** Payloads by their weights, whatever the order they happened to be sent in. */
  readonly mean: number;
  /** Sum of squares of the values about the mean of their payload, each as a share of it; and its degrees of freedom. */
  readonly scatter: number;
  readonly freedom: number;
  /** Variance of `mean`, as a share of it, for values that scatter by 1 as a share of theirs: 1 / n for one payload. */
  readonly spread: number;
  /** Each value less the mean of its payload, as a share of that, visit by visit. */
  readonly byVisit: readonly (readonly number[])[];
  /** When it was visited, in the mean: 0 is the first visit of the run, 1 the last one. */
  readonly time: number;
  /** Each value as a share of `mean`, with the weight it has in it: what percentiles are taken from. */
  readonly shares: readonly { readonly share: number; readonly weight: number }[];
}

/** A handler that returns at once reports less than a hundredth of a millisecond; its logarithm is still a number. */
const LEAST_MS = 0.01;

/** The value that is looked at, of one observation; undefined where it has none. */
export type ValueOf = (observation: Observation) => number | undefined;

/** What was measured of each candidate that was, in the order of the problem. */
export function measuredOf(problem: Problem, observations: readonly Observation[], pick: ValueOf): Measured[] {
  const last = observations.reduce((latest, { visit }) => Math.max(latest, visit), 0);
  const total = problem.payloads.reduce((sum, { weight }) => sum + weight, 0);
  const weights = new Map(problem.payloads.map(({ name, weight }) => [name, weight / total]));
  return problem.candidates.flatMap((candidate, index) => {
    const own = observations.flatMap((it) => {
      const value = isOf(it, candidate) ? pick(it) : undefined;
      return value === undefined ? [] : [{ ...it, value: Math.max(value, LEAST_MS) }];
    });
    return own.length === 0 ? [] : [{ index, ...figuresOf(own, weights), ...timesOf(own, last) }];
  });
}

export const isOf = (
  it: { readonly memorySizeMB: number; readonly architecture: string },
  candidate: { readonly memorySizeMB: number; readonly architecture: string },
): boolean => it.memorySizeMB === candidate.memorySizeMB && it.architecture === candidate.architecture;

type Valued = Observation & { readonly value: number };

function timesOf(own: readonly Valued[], last: number): { visits: number; time: number } {
  const visits = new Set(own.map(({ visit }) => visit));
  const mean = [...visits].reduce((sum, visit) => sum + visit, 0) / visits.size;
  return { visits: visits.size, time: last === 0 ? 0 : mean / last };
}

/**
 * The mean is that of each payload by its weight, not that of all values: after three invocations a payload of one in four
 * may not have had its turn. Where it has not, the weights of the others are all there is.
 */
function figuresOf(own: readonly Valued[], weights: ReadonlyMap<string, number>) {
  const strata = [...Map.groupBy(own, ({ payload }) => payload)].map(([payload, values]) => ({
    values,
    weight: weights.get(payload) ?? 0,
    mean: values.reduce((sum, { value }) => sum + value, 0) / values.length,
  }));
  const whole = strata.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const mean = strata.reduce((sum, stratum) => sum + (stratum.weight / whole) * stratum.mean, 0);
  let [freedom, spread] = [0, 0];
  const deviations = strata.flatMap((stratum) =>
    stratum.values.map(({ visit, value }) => ({ visit, deviation: value / stratum.mean - 1 })),
  );
  const scatter = deviations.reduce((sum, { deviation }) => sum + deviation ** 2, 0);
  const byVisit = [...Map.groupBy(deviations, ({ visit }) => visit).values()].map((visit) =>
    visit.map(({ deviation }) => deviation),
  );
  for (const stratum of strata) {
    freedom += stratum.values.length - 1;
    spread += ((stratum.weight / whole) * (stratum.mean / mean)) ** 2 / stratum.values.length;
  }
  const shares = strata.flatMap(({ values, weight }) =>
    values.map(({ value }) => ({ share: value / mean, weight: weight / whole / values.length })),
  );
  return { n: own.length, mean, scatter, freedom, spread, byVisit, shares };
}

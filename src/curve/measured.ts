import { isSameCandidate, type Observation } from './observation.js';
import { foretoldMs, type PayloadMeans, payloadRatios } from './payload-ratios.js';
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
  const sizes = problem.candidates.flatMap((candidate, index) => {
    const own = observations.flatMap((it) => {
      const value = isSameCandidate(it, candidate) ? pick(it) : undefined;
      return value === undefined ? [] : [{ ...it, value: Math.max(value, LEAST_MS) }];
    });
    return own.length === 0 ? [] : [{ index, own, strata: strataOf(own, weights) }];
  });
  const ratios = payloadRatios(sizes.map(({ strata }) => meansOf(strata)));
  return sizes.map(({ index, own, strata }) => {
    const missing = missingOf(meansOf(strata), ratios, weights);
    return { index, n: own.length, ...figuresOf(strata, missing), ...timesOf(own, last) };
  });
}

type Valued = Observation & { readonly value: number };

function timesOf(own: readonly Valued[], last: number): { visits: number; time: number } {
  const visits = new Set(own.map(({ visit }) => visit));
  const mean = [...visits].reduce((sum, visit) => sum + visit, 0) / visits.size;
  return { visits: visits.size, time: last === 0 ? 0 : mean / last };
}

interface Stratum {
  readonly payload: string;
  readonly values: readonly Valued[];
  readonly weight: number;
  readonly mean: number;
}

const strataOf = (own: readonly Valued[], weights: ReadonlyMap<string, number>): Stratum[] =>
  [...Map.groupBy(own, ({ payload }) => payload)].map(([payload, values]) => ({
    payload,
    values,
    weight: weights.get(payload) ?? 0,
    mean: values.reduce((sum, { value }) => sum + value, 0) / values.length,
  }));

const meansOf = (strata: readonly Stratum[]): PayloadMeans =>
  new Map(strata.map(({ payload, mean }) => [payload, mean]));

type Missing = Pick<Stratum, 'weight' | 'mean'>;

/** Payloads that had no turn here yet, as long as others say how they compare. */
function missingOf(
  means: PayloadMeans,
  ratios: ReadonlyMap<string, number>,
  weights: ReadonlyMap<string, number>,
): Missing[] {
  return [...weights].flatMap(([payload, weight]) => {
    const mean = means.has(payload) ? undefined : foretoldMs(means, ratios, payload);
    return mean === undefined ? [] : [{ weight, mean }];
  });
}

/**
 * The mean is that of each payload by its weight, not that of all values: after three invocations a payload of one in four
 * may not have had its turn. What it would take is foretold then from the other sizes, and counts as one value; where no size
 * has seen it, the weights of the others are all there is.
 */
function figuresOf(strata: readonly Stratum[], missing: readonly Missing[]) {
  const all = [...strata, ...missing];
  const whole = all.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const mean = all.reduce((sum, stratum) => sum + (stratum.weight / whole) * stratum.mean, 0);
  const spreadOf = ({ weight, mean: own }: Missing, n: number): number => ((weight / whole) * (own / mean)) ** 2 / n;
  const deviations = strata.flatMap((stratum) =>
    stratum.values.map(({ visit, value }) => ({ visit, deviation: value / stratum.mean - 1 })),
  );
  const byVisit = [...Map.groupBy(deviations, ({ visit }) => visit).values()];
  return {
    mean,
    scatter: deviations.reduce((sum, { deviation }) => sum + deviation ** 2, 0),
    freedom: strata.reduce((sum, { values }) => sum + values.length - 1, 0),
    spread:
      strata.reduce((sum, stratum) => sum + spreadOf(stratum, stratum.values.length), 0) +
      missing.reduce((sum, it) => sum + spreadOf(it, 1), 0),
    byVisit: byVisit.map((visit) => visit.map(({ deviation }) => deviation)),
    shares: sharesOf(strata, missing, { mean, whole }),
  };
}

/** A payload that had no turn is taken to lie at its mean. */
function sharesOf(
  strata: readonly Stratum[],
  missing: readonly Missing[],
  { mean, whole }: { readonly mean: number; readonly whole: number },
): Measured['shares'] {
  const seen = strata.flatMap(({ values, weight }) =>
    values.map(({ value }) => ({ share: value / mean, weight: weight / whole / values.length })),
  );
  return [...seen, ...missing.map((it) => ({ share: it.mean / mean, weight: it.weight / whole }))];
}

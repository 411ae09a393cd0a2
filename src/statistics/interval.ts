/** A confidence interval. `level` is the confidence that the method promises at least (0.95 is 95 %). */
export interface Interval<Q extends number = number> {
  readonly low: Q;
  readonly high: Q;
  readonly level: number;
}

/** No interval can be given, and why: shown beside the figure instead of a guess. */
export interface NoInterval {
  readonly reason: string;
}

export const isInterval = <Q extends number>(it: Interval<Q> | NoInterval): it is Interval<Q> => 'low' in it;

/** Two intervals share a point: at this level the two figures cannot be told apart. */
export const overlap = (a: Interval, b: Interval): boolean => a.low <= b.high && b.low <= a.high;

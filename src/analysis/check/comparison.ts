/** Values of both sides. */
export interface Sides {
  readonly base: readonly number[];
  readonly head: readonly number[];
}

/** What was measured of both sides while the same things went on: only values of one block are held against each other. */
export interface Block extends Sides {
  /** The same values by the kind of host they ran on, where that can be told: only those of one kind are compared then. */
  readonly kinds?: readonly Sides[];
}

/** By how much a metric may get higher before it counts; it has to be past both. */
export interface Limits {
  readonly relativeRatio: number;
  /** In the metric's own unit, milliseconds of a duration. */
  readonly absolute: number;
}

export const DEFAULT_LIMITS: Limits = { relativeRatio: 0.05, absolute: 5 };

/**
 * One metric at one memory size, base against head, in blocks in the order they were measured. Higher is worse. Of cold
 * starts only those that are proved cold; outliers stay in, as ranks do not mind them. All comparisons of a gate have the
 * same blocks, of which one may hold nothing.
 */
export interface Comparison {
  readonly metric: string;
  readonly memorySizeMB: number;
  readonly limits: Limits;
  readonly blocks: readonly Block[];
}

/** How a gate measures, agreed before the first value is seen. */
export interface GatePlan {
  /** One minus the chance that anything is called significant by mistake, over all comparisons and looks. */
  readonly confidence: number;
  /** One-sided confidence with which the shift has to be past the relative limit. */
  readonly limitConfidence: number;
  /** What the chance of `regressed` is held to where nothing changed, by the spread that is seen. */
  readonly falseAlarmRatio: number;
  readonly firstLookPerSide: number;
  readonly blockPerSide: number;
  readonly maxPerSide: number;
}

/**
 * Chosen on 40 days of ten Init Durations a day of 620 unchanged functions (lambda-perf; `npm run bench:gate`).
 * `limitConfidence` is no guard against false alarms, which `falseAlarmRatio` is; it decides how a shift near the limit is
 * judged. Of a bound at 90 % one cold start a side more and one finding of +10 % in a hundred less was seen.
 * The chance of a false alarm is that of a normal walk over one gate; of zip functions about a third of it was seen, as most
 * are so quiet that the limit guards them, of images, which are noisy, three quarters: 0.9 % of all. Spending it earlier,
 * giving up sooner, ranks over aligned blocks, and less of it in the first looks were tried and changed nothing of that: what
 * one figure gains another loses.
 */
export const DEFAULT_PLAN: GatePlan = {
  confidence: 0.95,
  limitConfidence: 0.85,
  falseAlarmRatio: 0.018,
  firstLookPerSide: 10,
  blockPerSide: 5,
  maxPerSide: 100,
};

export type Verdict = 'improved' | 'unchanged' | 'regressed' | 'inconclusive';

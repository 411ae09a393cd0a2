import type { Candidate, Observation } from '../curve/index.js';

/** What a way of exploring says, given all that was seen so far. */
export type Move =
  | {
      readonly kind: 'measure';
      readonly candidate: Candidate;
      /** Warm invocations of one visit; a real visit begins with a cold start beside them. */
      readonly count: number;
      /** One phrase for the live view: why there. */
      readonly why: string;
    }
  | {
      readonly kind: 'done';
      /** Undefined where nothing can be chosen. */
      readonly chosen: Candidate | undefined;
      /** How much worse than the best candidate it may be; null where the policy claims nothing. */
      readonly boundRatio: number | null;
      readonly why: string;
    };

/** A way of exploring: Kelvin's own, and those that `--replay` compares it with. */
export interface Policy {
  readonly name: string;
  next(seen: readonly Observation[]): Move;
}

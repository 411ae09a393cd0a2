import type { Candidate, Observation } from '../curve/index.js';
import type { End, Header, Measurement } from '../recording/index.js';
import type { Step } from './plan.js';

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
      /** What made it the end; a policy that makes a fixed number of invocations has decided by then. */
      readonly ended: Extract<NonNullable<End['exploration']>, 'decided' | 'exhausted' | 'max-invocations'>;
      readonly why: string;
    };

/** A way of exploring: Kelvin's own, and those that `--replay` compares it with. */
export interface Policy {
  readonly name: string;
  next(seen: readonly Observation[]): Move;
}

/** What a run does next. */
export type NextMove =
  | {
      readonly kind: 'measure';
      /** With one phrase for the live view, why there; none where every size gets its turn anyway. */
      readonly step: Step & { readonly why?: string };
    }
  | {
      readonly kind: 'done';
      /** One phrase: what made it the end. */
      readonly why: string;
      /** How exploring ended; missing where every listed size was measured. */
      readonly exploration?: Extract<End['exploration'], 'decided' | 'exhausted' | 'max-invocations'>;
    };

/** A pure function of the recording so far. What may be spent is not its business: the loop that asks it sees to that. */
export type Explorer = (header: Header, measurements: readonly Measurement[]) => NextMove;

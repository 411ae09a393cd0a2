import type { End, Header, Measurement } from '../recording/index.js';
import { nextStep, type Step } from './plan.js';

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
      readonly exploration?: Extract<End['exploration'], 'decided' | 'exhausted'>;
    };

/** A pure function of the recording so far. What may be spent is not its business: the loop that asks it sees to that. */
export type Explorer = (header: Header, measurements: readonly Measurement[]) => NextMove;

/** The one function that the loop asks. */
export const nextMove: Explorer = (header, measurements) => {
  const step = nextStep(header, measurements);
  return step === undefined ? { kind: 'done', why: 'every size was measured' } : { kind: 'measure', step };
};

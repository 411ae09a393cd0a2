import { type Decision, decide, isSameCandidate } from '../curve/index.js';
import type { PriceBook } from '../pricing/index.js';
import type { Recording } from '../recording/index.js';
import type { Candidate } from './candidate.js';
import type { Choice } from './choice.js';
import type { SizeResult } from './result-schema.js';

/** What the measurements say of every candidate; undefined where every listed size was measured. */
export type Decide = typeof decide;

/** Of a run that chose itself what to measure. */
export function decisionOf(
  { header, measurements, end }: Recording,
  book: PriceBook,
  { decide: decideBy = decide, draws }: { readonly decide?: Decide | undefined; readonly draws?: number | undefined },
): Decision | undefined {
  if (header.scenario.exploration === undefined) return undefined;
  const options = { book, stopped: end?.exploration ?? null, ...(draws === undefined ? {} : { draws }) };
  return decideBy(header, measurements, options);
}

/**
 * What it chose, as far as that can be recommended: a size that fails in one invocation of ten, or that the host's lucky
 * moments alone speak for, is none, however good the few others of its invocations look.
 */
export function decidedChoice(
  { chosen, tied }: Decision,
  candidates: readonly Candidate[],
  sizes: readonly SizeResult[],
): Choice {
  const fit = (name: Named): Candidate[] => candidates.filter(({ size }) => isSameCandidate(size, name));
  if (chosen === null) return NOTHING;
  const [first] = fit(chosen);
  if (first === undefined) return { ...NOTHING, leftOut: sizes.find((it) => isSameCandidate(it, chosen)) };
  return { tied: [first, ...tied.filter((it) => !isSameCandidate(it, chosen)).flatMap(fit)], undecided: [] };
}

const NOTHING: Choice = { tied: [], undecided: [] };

/** The decision with what could be recommended of its choice. */
export const asRecommended = (decision: Decision, { tied }: Choice): Decision =>
  tied.length > 0 || decision.chosen === null
    ? { ...decision, tied: tied.map(({ size: { memorySizeMB, architecture } }) => ({ memorySizeMB, architecture })) }
    : { ...decision, chosen: null, tied: [], isDecided: false, regret: null };

type Named = Pick<NonNullable<Decision['chosen']>, 'memorySizeMB' | 'architecture'>;

/** Where it lies on the curve. */
export const pointOf = ({ curve }: Decision, name: Named): Decision['curve'][number] | undefined =>
  curve.find((it) => isSameCandidate(it, name));

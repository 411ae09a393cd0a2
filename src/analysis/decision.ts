import type { Decision } from '../curve/index.js';
import type { PriceBook } from '../pricing/index.js';
import type { Header, Measurement, Recording } from '../recording/index.js';
import type { Candidate } from './candidate.js';
import type { Choice } from './choice.js';

export interface DecideOptions {
  readonly book: PriceBook;
  /** Why exploring ended, where it did by itself. */
  readonly stopped: Decision['stopped'];
}

/** What the measurements say of every candidate; undefined where every listed size was measured. */
export type Decide = (
  header: Header,
  measurements: readonly Measurement[],
  options: DecideOptions,
) => Decision | undefined;

/** Of a run that chose itself what to measure. */
export function decisionOf(
  { header, measurements, end }: Recording,
  book: PriceBook,
  decide: Decide,
): Decision | undefined {
  if (header.scenario.exploration === undefined) return undefined;
  return decide(header, measurements, { book, stopped: end?.exploration ?? null });
}

/** What it chose, as far as its own figures were measured: no size is recommended that was only predicted. */
export function decidedChoice({ chosen, tied }: Decision, candidates: readonly Candidate[]): Choice {
  if (chosen === null) return { tied: [], undecided: [] };
  const named = [chosen, ...tied.filter((it) => !isSame(it, chosen))];
  return {
    tied: named.flatMap((name) => candidates.find(({ size }) => isSame(size, name)) ?? []),
    undecided: [],
  };
}

type Named = Pick<NonNullable<Decision['chosen']>, 'memorySizeMB' | 'architecture'>;

export const isSame = (one: Named, other: Named): boolean =>
  one.memorySizeMB === other.memorySizeMB && one.architecture === other.architecture;

/** Where it lies on the curve. */
export const pointOf = ({ curve }: Decision, name: Named): Decision['curve'][number] | undefined =>
  curve.find((it) => isSame(it, name));

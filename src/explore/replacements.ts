import { isDisturbed, type Measurement } from '../recording/index.js';

/**
 * How many times what was disturbed is measured again. A host that disturbs one measurement in two leaves one in eight
 * unreplaced; one that disturbs all would not be better the fourth time.
 */
export const REPLACEMENT_ROUNDS = 2;

/** What the host has spoilt of one visit, and not given back since. */
export interface Lacking {
  /** Payloads of disturbed cold starts, and of disturbed warm invocations. */
  readonly cold: readonly string[];
  readonly warm: readonly string[];
}

/**
 * What is still lacking of a visit after the visits that were to replace it: each disturbed measurement, less the
 * undisturbed ones of its kind and payload that came later. By payload, so that the mix stays what was asked for: a host
 * that disturbs long invocations more often must not take them out.
 *
 * @param original the measurements of the visit
 * @param later those of the visits that replace it
 */
export function lackingOf(original: readonly Measurement[], later: readonly Measurement[]): Lacking {
  const lacking = (kind: Measurement['intended']): string[] => {
    const spare = later.filter((it) => it.intended === kind && counts(it)).map(({ payload }) => payload);
    return original
      .filter((it) => it.intended === kind && isReplaceable(it))
      .map(({ payload }) => payload)
      .filter((payload) => {
        const index = spare.indexOf(payload);
        if (index >= 0) spare.splice(index, 1);
        return index < 0;
      });
  };
  return { cold: lacking('cold'), warm: lacking('warm') };
}

/** A function that fails, fails on a quiet host too; one that times out may have been held up. */
const isReplaceable = (it: Measurement): boolean =>
  isDisturbed(it) && (it.outcome.kind === 'completed' || it.outcome.kind === 'timed-out');

const counts = (it: Measurement): boolean => it.outcome.kind === 'completed' && !isDisturbed(it);

/**
 * What to send on a visit that replaces them, or nothing when nothing is lacking. A visit begins cold whatever it is for:
 * where only warm invocations are lacking its cold starts are more than were asked for, and count all the same.
 */
export function replacementPayloads({ cold, warm }: Lacking, concurrency: number): string[] {
  const [first] = [...cold, ...warm];
  if (first === undefined) return [];
  const starts = [...cold, ...warm].slice(0, Math.max(concurrency, 1));
  const begun = Array.from({ length: concurrency }, (_, index) => cold[index] ?? starts[index] ?? first);
  return [...begun, ...warm];
}

import { payloadSequence } from '../../../explore/index.js';
import type { Side } from '../../../recording/index.js';
import { seededRandom, shuffled } from '../../../statistics/index.js';
import type { Megabytes } from '../../../units/index.js';

/** One fresh version of one side. */
export interface PlannedVisit {
  readonly side: Side;
  readonly memorySizeMB: Megabytes;
  /** Names: first those that start cold, all at once, then those of their warm invocations. */
  readonly payloads: readonly string[];
  readonly coldStarts: number;
}

export interface BlockTerms {
  readonly block: number;
  readonly seed: number;
  readonly atATime: number;
  readonly warmPerEnvironment: number;
  readonly payloads: readonly { readonly name: string; readonly weight: number }[];
  /** How many cold starts each size gets on each side; none where nothing has to be measured. */
  readonly wanted: readonly (Readonly<Record<Side, number>> & { readonly memorySizeMB: Megabytes })[];
  /** Cold starts of earlier blocks: the even sequence of payloads goes on after them. */
  readonly before: number;
}

/**
 * The visits of one block. They come in pairs, base and head at one size, the pairs and the two of each in random order:
 * what drifts meanwhile, as a host that gets warm, meets both sides alike. Both of a pair send the same payloads.
 */
export function visitsOfBlock(terms: BlockTerms): readonly PlannedVisit[] {
  const { atATime, wanted } = terms;
  const random = seededRandom(terms.seed + terms.block);
  const pairs = wanted.flatMap(({ memorySizeMB, base, head }) =>
    Array.from({ length: Math.ceil(Math.max(base, head) / atATime) }, (_, pair) =>
      shuffled(['base', 'head'] as const, random).flatMap((side): PlannedVisit[] => {
        const left = (side === 'base' ? base : head) - pair * atATime;
        const coldStarts = Math.min(left, atATime);
        const payloads = payloadsOf(terms, terms.before + pair * atATime, coldStarts);
        return coldStarts > 0 ? [{ side, memorySizeMB, coldStarts, payloads }] : [];
      }),
    ),
  );
  return shuffled(pairs, random).flat();
}

function payloadsOf({ payloads, seed, warmPerEnvironment }: BlockTerms, from: number, coldStarts: number): string[] {
  const cold = payloadSequence(payloads, seed, from, Math.max(0, coldStarts));
  const warm = payloadSequence(payloads, seed, from * warmPerEnvironment, Math.max(0, coldStarts) * warmPerEnvironment);
  return [...cold, ...warm];
}

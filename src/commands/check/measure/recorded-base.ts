import type { CheckMeasurement } from '../../../recording/index.js';
import { seededRandom, shuffled } from '../../../statistics/index.js';
import type { Megabytes } from '../../../units/index.js';
import { isProvedCold } from './proved.js';

/** A base that was measured before, dealt out to the blocks of this session. */
export class RecordedBase {
  readonly #left: Map<number, CheckMeasurement[][]>;

  /**
   * Its cold starts come in random order: nothing of one moment of its session belongs to one of this, and a drift of its
   * own must not look like one between blocks.
   */
  constructor(
    measurements: readonly CheckMeasurement[],
    seed: number,
    /** After each cold start at most: later ones are faster, and this session has no more. */
    private readonly warm: number,
  ) {
    const random = seededRandom(seed);
    const bySize = Map.groupBy(measurements, (it) => it.memorySizeMB as number);
    this.#left = new Map(
      [...bySize].map(([size, own]) => [
        size,
        shuffled(
          [...Map.groupBy(own, (it) => it.environment).values()].filter(
            ([first]) => first !== undefined && isProvedCold(first),
          ),
          random,
        ),
      ]),
    );
  }

  /** Cold starts that are still to be dealt out. */
  left(memorySizeMB: Megabytes): number {
    return this.#left.get(memorySizeMB)?.length ?? 0;
  }

  /** The next ones, as measurements of this block. */
  deal(block: number, memorySizeMB: Megabytes, count: number): readonly CheckMeasurement[] {
    const dealt = this.#left.get(memorySizeMB)?.splice(0, count) ?? [];
    return dealt.flatMap((it) => it.slice(0, 1 + this.warm)).map((it) => ({ ...it, block, recorded: true }));
  }
}

import { createHistogram } from 'node:perf_hooks';
import { type Milliseconds, milliseconds } from '../../../units/index.js';

/**
 * Latencies so far in bounded memory, whatever their number. Percentiles come from Node's own HDR histogram
 * (perf_hooks.createHistogram, which is Gil Tene's in C, to three digits): hdr-histogram-js would be a second copy of the
 * same thing. Node's tells no counts of its buckets, so that the picture has coarse ones of its own beside it. For the
 * live view alone; the result is computed from the raw samples of the recording.
 */
const MICROSECONDS = 1000;
/** An hour: Lambda ends a function after 15 minutes, and a late request may wait for as long before. */
const HIGHEST_US = 3_600_000_000;
/** Eight buckets for each doubling, from a microsecond up to an hour. */
const PER_DOUBLING = 8;
const BUCKETS = Math.ceil(Math.log2(HIGHEST_US)) * PER_DOUBLING + 1;

export interface LivePercentile {
  readonly valueMs: Milliseconds;
  /** There are more requests without an answer than lie beyond it: it is one of theirs, and took at least so long. */
  readonly atLeast: boolean;
}

/** From `fromMs` up to the next one. */
export interface LatencyBucket {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
}

export class LatencyHistogram {
  readonly #hdr = createHistogram({ lowest: 1, highest: HIGHEST_US, figures: 3 });
  readonly #buckets = new Uint32Array(BUCKETS);
  #unanswered = 0;

  /** @param answered false: it was waited for so long in vain, and took at least that. */
  add(latencyMs: number, answered: boolean): void {
    const us = Math.min(HIGHEST_US, Math.max(1, Math.round(latencyMs * MICROSECONDS)));
    this.#hdr.record(us);
    const bucket = Math.floor(Math.log2(us) * PER_DOUBLING);
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    if (!answered) this.#unanswered++;
  }

  get n(): number {
    return this.#hdr.count;
  }

  /** `share` of 0 to 1; null while there are too few for it to be below the largest: 100 for p99. */
  percentile(share: number): LivePercentile | null {
    if (this.n === 0 || this.n * (1 - share) < 1 - 1e-9) return null;
    const us = this.#hdr.percentile(share * 100);
    return { valueMs: milliseconds(us / MICROSECONDS), atLeast: this.#unanswered > this.n * (1 - share) };
  }

  /** All buckets from the first with a latency to the last, empty ones between them included. */
  buckets(): LatencyBucket[] {
    const first = this.#buckets.findIndex((count) => count > 0);
    const last = this.#buckets.findLastIndex((count) => count > 0);
    if (first < 0) return [];
    return [...this.#buckets.subarray(first, last + 1)].map((count, index) => ({
      fromMs: edgeMs(first + index),
      toMs: edgeMs(first + index + 1),
      count,
    }));
  }
}

const edgeMs = (bucket: number): number => 2 ** (bucket / PER_DOUBLING) / MICROSECONDS;

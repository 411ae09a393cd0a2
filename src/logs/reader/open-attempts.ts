import type { Attempt } from './attempt.js';

/** Few enough to stay in the nearest cache: of a stream that is not interleaved, a hundred attempts are open at a time. */
const BUCKETS = 1024;
/** The end of a request id (a version 4 UUID) is random: this many characters tell one from the others. */
const TELLING = 5;

/**
 * The attempts that are not given out, by their key, oldest first. A `Map` does the same; but each attempt of a log goes in
 * and out once, and a map that never stops changing is rebuilt again and again: an eighth of the time for a whole log
 * (measured 2026-11). Here an attempt is itself the entry, so nothing is made and nothing is left behind.
 */
export class OpenAttempts {
  readonly #buckets = new Array<Attempt | undefined>(BUCKETS).fill(undefined);
  #youngest: Attempt | undefined;
  oldest: Attempt | undefined;
  size = 0;

  get(key: string): Attempt | undefined {
    let attempt = this.#buckets[bucketOf(key)];
    while (attempt !== undefined && attempt.key !== key) attempt = attempt.nextInBucket;
    return attempt;
  }

  /** None with its key may be there. */
  add(attempt: Attempt): void {
    const bucket = bucketOf(attempt.key);
    attempt.bucket = bucket;
    attempt.nextInBucket = this.#buckets[bucket];
    this.#buckets[bucket] = attempt;
    attempt.older = this.#youngest;
    if (this.#youngest === undefined) this.oldest = attempt;
    else this.#youngest.younger = attempt;
    this.#youngest = attempt;
    this.size++;
  }

  /** It must be there. */
  delete(attempt: Attempt): void {
    this.#leaveBucket(attempt);
    const { older, younger } = attempt;
    if (older === undefined) this.oldest = younger;
    else older.younger = younger;
    if (younger === undefined) this.#youngest = older;
    else younger.older = older;
    // Else one that has grown old in memory would keep alive whatever came after it.
    attempt.older = undefined;
    attempt.younger = undefined;
    attempt.nextInBucket = undefined;
    this.size--;
  }

  #leaveBucket(attempt: Attempt): void {
    const { bucket } = attempt;
    let before = this.#buckets[bucket];
    if (before === attempt) {
      this.#buckets[bucket] = attempt.nextInBucket;
      return;
    }
    while (before !== undefined && before.nextInBucket !== attempt) before = before.nextInBucket;
    if (before !== undefined) before.nextInBucket = attempt.nextInBucket;
  }
}

function bucketOf(key: string): number {
  let hash = 0;
  for (let at = Math.max(0, key.length - TELLING); at < key.length; at++) hash = (hash * 33) ^ key.charCodeAt(at);
  return hash & (BUCKETS - 1);
}

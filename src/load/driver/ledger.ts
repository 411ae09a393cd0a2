import type { LoadRequest } from '../../recording/index.js';

/** A copy of so many for the other thread takes half a millisecond, during which nothing is sent. */
const BATCH = 128;
/** What may wait for the main thread, some 100 MB: half a minute at 10,000 a second. */
const MAX_WAITING = 300_000;

/** Hands the records of requests to the main thread, in batches. */
export class Ledger {
  readonly #post: (requests: readonly LoadRequest[]) => void;
  readonly #taken: Int32Array<SharedArrayBuffer>;
  #batch: LoadRequest[] = [];
  #posted = 0;

  constructor(post: (requests: readonly LoadRequest[]) => void, taken: SharedArrayBuffer) {
    this.#post = post;
    this.#taken = new Int32Array(taken);
  }

  /** Whether the main thread is so far behind that no more should be sent: what is due then is late, which is recorded. */
  get isFull(): boolean {
    return ((this.#posted - Atomics.load(this.#taken, 0)) | 0) > MAX_WAITING;
  }

  record(request: LoadRequest): void {
    this.#batch.push(request);
    if (this.#batch.length === BATCH) this.flush();
  }

  /** Hands over what is there. To be called some ten times a second. */
  flush(): void {
    if (this.#batch.length === 0) return;
    this.#posted = (this.#posted + this.#batch.length) | 0;
    this.#post(this.#batch);
    this.#batch = [];
  }
}

interface Timed {
  readonly atMs: number;
}

/** Gives back first what is due first: a binary heap. */
export class QueueByTime<T extends Timed> {
  readonly #heap: T[] = [];

  get size(): number {
    return this.#heap.length;
  }

  get first(): T | undefined {
    return this.#heap[0];
  }

  /** In no order. */
  [Symbol.iterator](): Iterator<T> {
    return this.#heap[Symbol.iterator]();
  }

  push(item: T): void {
    const heap = this.#heap;
    let at = heap.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as T;
      if (above.atMs <= item.atMs) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = item;
  }

  shift(): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(item: T): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const [left, right] = [heap[child], heap[child + 1]];
      if (left === undefined) break;
      if (right !== undefined && right.atMs < left.atMs) child++;
      const below = heap[child] as T;
      if (item.atMs <= below.atMs) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = item;
  }
}

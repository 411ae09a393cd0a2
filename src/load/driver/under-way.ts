import type { OpenRequest } from './open-request.js';

/**
 * Requests on a connection, in the order in which they were sent: all may take equally long, so the oldest is always the
 * next to be given up, and no request needs a timer of its own. A list through the requests themselves: any of them leaves
 * it at once, and 10,000 a second leave no garbage.
 */
export class UnderWay {
  #oldest: OpenRequest | undefined;
  #newest: OpenRequest | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get oldest(): OpenRequest | undefined {
    return this.#oldest;
  }

  add(request: OpenRequest): void {
    request.older = this.#newest;
    request.newer = undefined;
    if (this.#newest === undefined) this.#oldest = request;
    else this.#newest.newer = request;
    this.#newest = request;
    this.#size++;
  }

  remove(request: OpenRequest): void {
    const { older, newer } = request;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    request.older = undefined;
    request.newer = undefined;
    this.#size--;
  }
}

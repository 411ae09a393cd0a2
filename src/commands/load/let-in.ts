import type { LoadRequest } from '../../recording/index.js';
import type { LoadScenario } from '../../scenario/index.js';
import { invokeRefusal } from '../../target/index.js';

/** So many in a row, and the others would fare no better; */
const REFUSALS = 10;
/** and for so long, where somebody was let in before: what AWS knows of permissions may differ for a moment from place to place. */
const LASTING_MS = 3000;

/**
 * Looks whether Invoke lets anybody in. A denied action, unknown keys, a token that has expired or a function that is not there
 * (any more) will be the same for every request that is left. Other addresses may answer 403 on purpose, and a new function
 * URL does for a while.
 */
export class LetIn {
  #refused = 0;
  #refusedSinceMs = 0;
  #wasLetIn = false;
  readonly #isInvoke: boolean;
  constructor({ load }: LoadScenario) {
    this.#isInvoke = load.via.kind === 'invoke';
  }

  /** @throws TargetError when the last ones were all refused */
  check(requests: readonly LoadRequest[]): void {
    for (const { outcome, sentMs = 0 } of this.#isInvoke ? requests : []) {
      if (outcome.kind === 'http-error' && [401, 403, 404].includes(outcome.status)) {
        if (this.#refused === 0) this.#refusedSinceMs = sentMs;
        this.#refused += 1;
        const hasLasted = !this.#wasLetIn || sentMs - this.#refusedSinceMs >= LASTING_MS;
        if (this.#refused >= REFUSALS && hasLasted) throw invokeRefusal(outcome.status, outcome.errorType ?? 'refused');
      } else if (outcome.kind !== 'dropped') {
        this.#refused = 0;
        this.#wasLetIn = true;
      }
    }
  }
}

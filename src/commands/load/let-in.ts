import type { LoadRequest } from '../../recording/index.js';
import type { LoadScenario } from '../../scenario/index.js';
import { invokeRefusal } from '../../target/index.js';

/** So many in a row from the beginning, and nobody let in: the others would fare no better. */
const REFUSALS = 10;

/**
 * Looks whether Invoke lets anybody in at all. A denied action, unknown keys or a function that is not there will be the
 * same for every request that is left. Other addresses may answer 403 on purpose, and a new function URL does for a while.
 */
export class LetIn {
  #refused = 0;
  #isSure: boolean;
  constructor({ load }: LoadScenario) {
    this.#isSure = load.via.kind !== 'invoke';
  }

  /** @throws TargetError when the first ten were all refused. */
  check(requests: readonly LoadRequest[]): void {
    for (const { outcome } of this.#isSure ? [] : requests) {
      if (outcome.kind === 'http-error' && [401, 403, 404].includes(outcome.status)) {
        this.#refused += 1;
        if (this.#refused >= REFUSALS) throw invokeRefusal(outcome.status, outcome.errorType ?? 'refused');
      } else if (outcome.kind !== 'dropped') this.#isSure = true;
    }
  }
}

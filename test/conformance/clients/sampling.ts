import { familyOf } from './family.js';
import type { Choice, Step } from './service.js';

export const every: Choice = { take: () => true, giveBack: () => {} };

/**
 * The first answer of every family of operations and the first refusal with every code; of Invoke, which the command has
 * its own way with, the first with each set of members; and one list of each API, page by page. A process for each step
 * would take minutes, and the command has a part in what is called and in how an answer is shown, not in what is refused.
 */
export class Sample implements Choice {
  readonly #taken = new Set<string>();

  take(step: Step): boolean {
    const key = keyOf(step);
    if (this.#taken.has(key)) return false;
    this.#taken.add(key);
    return true;
  }

  giveBack(step: Step): void {
    this.#taken.delete(keyOf(step));
  }
}

function keyOf({ kind, operation, code, members }: Step): string {
  if (kind === 'refusals') return `refused with ${code}`;
  if (kind === 'pages') return `pages of ${operation.split('.')[0]}`;
  const way = operation === 'lambda.Invoke' ? ` with ${members.join(', ')}` : '';
  return `answered ${familyOf(operation)}${way}`;
}

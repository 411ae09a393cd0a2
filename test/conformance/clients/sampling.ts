import type { Choice, Step } from './service.js';

export const every: Choice = { take: () => true, giveBack: () => {} };

/**
 * The first answer of every operation, or its first refusal if that comes first, and the first refusal with every code;
 * of Invoke, which the command has its own way with, the first with each set of members. A process for each step would
 * take minutes, and the command has a part in what is called and in how an answer is shown, not in what is refused.
 */
export class Sample implements Choice {
  readonly #taken = new Set<string>();

  take(step: Step): boolean {
    const keys = keysOf(step);
    const isNew = keys.some((key) => !this.#taken.has(key));
    for (const key of isNew ? keys : []) this.#taken.add(key);
    return isNew;
  }

  giveBack(step: Step): void {
    for (const key of keysOf(step)) this.#taken.delete(key);
  }
}

function keysOf({ kind, operation, code, members }: Step): readonly string[] {
  if (kind === 'refusals') return [operation, `refused with ${code}`];
  const way = operation === 'lambda.Invoke' ? ` with ${members.join(', ')}` : '';
  return [operation, `answered ${operation}${way}`];
}

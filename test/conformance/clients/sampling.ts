import type { Choice } from './service.js';

export const every: Choice = { take: () => true, giveBack: () => {} };

/**
 * The first answer of every operation, or its first refusal if that comes first; the first list of each API and the first
 * refusal with every code. A process for each step would take minutes, and the command has a part in what is called and
 * in how an answer is shown, not in what is refused.
 */
export class Sample implements Choice {
  readonly #taken = new Set<string>();

  take(kind: 'answers' | 'refusals', what: string): boolean {
    const keys = keysOf(kind, what);
    const isNew = keys.some((key) => !this.#taken.has(key));
    for (const key of isNew ? keys : []) this.#taken.add(key);
    return isNew;
  }

  giveBack(kind: 'answers' | 'refusals', what: string): void {
    for (const key of keysOf(kind, what)) this.#taken.delete(key);
  }
}

function keysOf(kind: 'answers' | 'refusals', what: string): readonly string[] {
  const [operation = '', code] = what.split(' ');
  return kind === 'answers' ? [what, `answered ${operation}`] : [operation, `refused with ${code}`];
}

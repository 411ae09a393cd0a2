import type { Staging } from './service.js';

type Takes = Staging['takes'];

export const takesAll: Takes = () => true;

/**
 * The first answer of every operation, and the first refusal with every code: a process for each step would take minutes,
 * and the command has a part in what is called and in how a refusal is shown, not in what is refused.
 */
export function sampling(): Takes {
  const seen = new Set<string>();
  return (kind, what) => {
    const key = kind === 'answers' ? what : `refused with ${what.split(' ')[1]}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  };
}

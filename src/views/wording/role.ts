import type { Result, SizeResult } from '../../analysis/index.js';

/** What the recommendation makes of a size. */
export const ROLES = ['recommended', 'tied', 'other'] as const;
export type Role = (typeof ROLES)[number];

export function roleOf({ recommendation }: Result, size: Pick<SizeResult, 'memorySizeMB' | 'architecture'>): Role {
  const [chosen, ...others] = recommendation?.tied ?? [];
  const isIt = (it: typeof chosen): boolean =>
    it?.memorySizeMB === size.memorySizeMB && it.architecture === size.architecture;
  if (isIt(chosen)) return 'recommended';
  return others.some(isIt) ? 'tied' : 'other';
}

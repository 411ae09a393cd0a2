import type { Explanation } from '../../../recording/index.js';
import { formatMilliseconds, milliseconds } from '../../../units/index.js';

/** What limits an explanation, each in a sentence. */
export function notesOf(base: Explanation | undefined, head: Explanation): string[] {
  const sides = base === undefined ? [head] : [base, head];
  return [
    ...(base === undefined ? ['base was not traced: what head loads cannot be compared with anything'] : []),
    ...new Set(sides.flatMap(({ untraced }) => untraced ?? [])),
    ...sides.flatMap(laterOf),
  ];
}

/** It delays the first invocation and not INIT, so it is no part of what is explained. */
function laterOf({ side, modules }: Explanation): string[] {
  const later = modules.filter(({ isAfterInit }) => isAfterInit);
  if (later.length === 0) return [];
  const ms = milliseconds(later.reduce((sum, { ownMs }) => sum + ownMs, 0));
  const them = later.length === 1 ? 'module' : 'modules';
  return [
    `${side} loads ${later.length.toLocaleString('en-US')} ${them} (${formatMilliseconds(ms)}) by an import that INIT does not await: they delay the first invocation instead`,
  ];
}

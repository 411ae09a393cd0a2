import type { Explanation } from '../../../recording/index.js';
import { formatMilliseconds, milliseconds } from '../../../units/index.js';
import type { CheckExplanation } from '../check-result-schema.js';

/** A handler and its helpers are smaller than that; what a bundler makes of packages is larger. */
const LARGE_FILE_BYTES = 100_000;

/** What limits an explanation, each in a sentence. */
export function notesOf(
  base: Explanation | undefined,
  head: Explanation,
  changes: CheckExplanation['changes'],
): string[] {
  const sides = base === undefined ? [head] : [base, head];
  return [
    ...(base === undefined ? ['base was not traced: what head loads cannot be compared with anything'] : []),
    ...new Set(sides.flatMap(({ untraced }) => untraced ?? [])),
    ...sides.flatMap(laterOf),
    ...changes.flatMap(({ name }) => bundleNote(name, head)),
  ];
}

/** A change of a bundle is a change of what is in it, which only its comments tell. */
function bundleNote(name: string, { language, modules }: Explanation): string[] {
  const bytes = modules.find((it) => it.name === name)?.bytes ?? 0;
  const isOne = modules.every((it) => !it.name.startsWith(`${name}/`));
  if (language === 'python' || bytes < LARGE_FILE_BYTES || !isOne) return [];
  return [
    `${name} is one file of ${bytes.toLocaleString('en-US')} bytes: what a bundler has put into it is told apart where esbuild has not minified it`,
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

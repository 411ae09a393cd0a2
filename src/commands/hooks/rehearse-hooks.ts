import type { Hooks } from '../../scenario/index.js';
import { hooksNote } from './hooks-note.js';

/** What a rehearsal writes down. */
interface Notes {
  note(operation: string, input: object): void;
}

/**
 * Of hooks a dry run tells and runs none: the calls that they are, and, beside what it says of the run, that there are
 * commands, which are no calls.
 * @returns what is said of the run, with its hooks
 */
export function rehearseHooks(
  hooks: Hooks | undefined,
  around: 'load' | 'asked',
  rehearsal: Notes,
  estimate: string,
): string {
  if (hooks === undefined) return estimate;
  const place = around === 'load' ? 'the load at each memory size' : `each ${hooks.each}`;
  for (const key of ['before', 'after'] as const) {
    const hook = hooks[key];
    if (hook?.kind !== 'function') continue;
    rehearsal.note('Invoke', { FunctionName: hook.name.split(':').at(-1), times: `${key} ${place}, as a hook` });
  }
  return `${estimate}; ${hooksNote(hooks, around)}`;
}

import type { RawOptions } from './command.js';
import { CommandError } from './command-error.js';

/** @param done what was to be done with code, in the past participle */
export const nothingIsMade = (done: string): CommandError =>
  new CommandError(
    `with --read-only nothing is made, and code that is to be ${done} must be`,
    'name a function that exists with --function, or leave --read-only out',
  );

/** @param does what --read-only does instead, to `the function`. @throws CommandError where memory sizes are named */
export function refuseOtherSizes({ memory }: RawOptions, does: string): void {
  if (memory === undefined) return;
  throw new CommandError(
    `--memory ${String(memory)} needs the function's memory size to be changed, and --read-only promises that nothing is`,
    `leave one of them out: --read-only ${does} at the size it has`,
  );
}

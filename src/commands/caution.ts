import type { CallMode } from '../target/index.js';
import type { RawOptions } from './command.js';
import { CommandError } from './command-error.js';
import { count } from './scenario-from-options.js';

/** How careful a run is to be with the account it runs in. */
export interface Caution {
  readonly mode: CallMode;
  /** Invocations at once, as the user allows; a share of what the account has left without it. */
  readonly maxConcurrency?: number;
}

/** @throws CommandError for what is no number of invocations, and for two promises of which one makes the other void. */
export function cautionOf(options: RawOptions): Caution {
  const maxConcurrency = count('--max-concurrency', options.maxConcurrency);
  if (maxConcurrency !== undefined && !(Number.isInteger(maxConcurrency) && maxConcurrency >= 1)) {
    throw new CommandError(
      `--max-concurrency ${String(options.maxConcurrency)} is no number of invocations`,
      'a whole number of 1 or more',
    );
  }
  if (options.readOnly === true && options.copy === true) {
    throw new CommandError(
      '--copy has a copy of the function made, and --read-only promises that nothing is',
      'leave one of them out: with either the function itself is only read',
    );
  }
  return { mode: modeOf(options), ...(maxConcurrency === undefined ? {} : { maxConcurrency }) };
}

/** What is only shown is not done, whatever else is promised. */
function modeOf({ readOnly, dryRun }: RawOptions): CallMode {
  if (dryRun === true) return 'rehearsal';
  return readOnly === true ? 'read-only' : 'full';
}

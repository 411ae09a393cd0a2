import type { RawOptions } from '../../command.js';
import { CommandError } from '../../command-error.js';

/** What a replay has of its own, by the names that commander gives the options. */
export const REPLAY_OPTION_NAMES: ReadonlySet<string> = new Set([
  'replay',
  'noise',
  'policies',
  'repetitions',
  'columns',
  'worst',
]);

/** @throws CommandError for an option that goes with --replay alone, where that is missing */
export function refuseReplayOptions(options: RawOptions): void {
  const stray = Object.keys(options).find((name) => REPLAY_OPTION_NAMES.has(name));
  if (stray !== undefined) throw new CommandError(`--${stray} goes with --replay`, 'name the file of durations too');
}

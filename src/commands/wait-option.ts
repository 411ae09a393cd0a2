import { parseSpan } from '../scenario/index.js';
import type { Milliseconds } from '../units/index.js';
import type { RawOptions } from './command.js';
import { CommandError } from './command-error.js';

/** How long another run on the same function is waited for. */
export function waitOf({ wait }: RawOptions): { waitMs?: Milliseconds } {
  if (typeof wait !== 'string') return {};
  const waitMs = parseSpan(wait);
  if (waitMs !== undefined) return { waitMs };
  throw new CommandError(`--wait ${wait} is no time`, 'how long, such as 90s, 30m or 2h');
}

import { parseDuration } from '../scenario/index.js';
import { type Milliseconds, milliseconds } from '../units/index.js';
import type { RawOptions } from './command.js';
import { CommandError } from './command-error.js';

/** How long another run on the same function is waited for. */
export function waitOf({ wait }: RawOptions): { waitMs?: Milliseconds } {
  if (typeof wait !== 'string') return {};
  const [, hours] = /^(\d+(?:\.\d+)?)\s*h$/.exec(wait.trim()) ?? [];
  const time = hours === undefined ? parseDuration(wait) : milliseconds(Number(hours) * 3_600_000);
  if (time !== undefined && time > 0 && /[smh]$/.test(wait.trim())) return { waitMs: time };
  throw new CommandError(`--wait ${wait} is no time`, 'with its unit, such as 90s, 30m or 2h');
}

import type { EmulatorOptions } from '../../emulator/index.js';
import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';
import { TIME } from '../price/values.js';

/** How long execution environments live: AWS's measured times where nothing is said. */
export function livesOf(options: RawOptions): Pick<EmulatorOptions, 'idleTimeout' | 'lifetime'> {
  const { idleTimeout, lifetime } = options;
  return {
    ...(typeof idleTimeout === 'string' ? { idleTimeout: timeOf('--idle-timeout', idleTimeout) } : {}),
    ...(typeof lifetime === 'string' ? { lifetime: timeOf('--lifetime', lifetime) } : {}),
  };
}

function timeOf(flag: string, typed: string): Milliseconds {
  const time = TIME.parse(typed);
  if (time !== undefined && time > 0) return milliseconds(time);
  throw new CommandError(`${flag} ${typed} is no time`, `${TIME.expected}; more than none`);
}

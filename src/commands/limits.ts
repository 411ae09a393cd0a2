import type { Backend, EmulatorOptions } from '../emulator/index.js';
import type { RawOptions } from './command.js';
import { CommandError } from './command-error.js';

/** Not the emulator's own list, which would bring all of the emulator along into a process that runs none. */
const BACKENDS = Object.keys({
  'cgroup-v2': true,
  'cgroup-v1': true,
  signals: true,
  none: true,
} satisfies Record<Backend, true>) as Backend[];

/** What holds functions to their share, where that is not left to the host. */
export function limitsOf({ limits: typed }: RawOptions): Pick<EmulatorOptions, 'limits'> {
  if (typeof typed !== 'string') return {};
  const limits = BACKENDS.find((backend) => backend === typed);
  if (limits !== undefined) return { limits };
  throw new CommandError(`--limits ${typed} is none that there is`, `one of ${BACKENDS.join(', ')}`);
}

/** The same for a process of its own. */
export const limitsArguments = (limits: Backend | undefined): string[] =>
  limits === undefined ? [] : ['--limits', limits];

import type { NoiseOptions } from '../emulator/index.js';
import { type Milliseconds, milliseconds } from '../units/index.js';
import type { OptionSpec, RawOptions } from './command.js';
import { CommandError } from './command-error.js';
import { TIME } from './price/values.js';

/** Of every command that runs the emulator. */
export const NOISE_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--platform-noise',
    description:
      'add what a clean host lacks, from published distributions: cold-start overhead, host modes, network distance; such figures are marked simulated',
  },
  {
    flags: '--network-distance <time>',
    description: 'with --platform-noise: from the client to the region and back (default: 50ms)',
  },
];

/** @returns nothing where no noise was asked for. */
export function noiseOf(options: RawOptions, seed: () => number): NoiseOptions | undefined {
  const distance = distanceOf(options);
  if (options.platformNoise === true) return { seed: seed(), ...(distance === undefined ? {} : { distance }) };
  if (distance !== undefined) throw alone('--network-distance');
  return undefined;
}

/** The same for a process of its own. */
export function noiseArguments({ seed, distance }: NoiseOptions): string[] {
  const far = distance === undefined ? [] : ['--network-distance', `${distance}ms`];
  return ['--platform-noise', '--seed', String(seed), ...far];
}

export const alone = (flag: string): CommandError =>
  new CommandError(`${flag} goes with --platform-noise`, 'add it, or leave both out');

function distanceOf({ networkDistance: typed }: RawOptions): Milliseconds | undefined {
  if (typeof typed !== 'string') return undefined;
  const distance = TIME.parse(typed);
  if (distance !== undefined && distance <= LONGEST_MS) return milliseconds(distance);
  throw new CommandError(`--network-distance ${typed} is no distance`, `${TIME.expected}; up to ${LONGEST_MS} ms`);
}

/** No way around the earth takes longer, satellites included. */
const LONGEST_MS = 2000;

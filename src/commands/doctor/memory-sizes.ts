import { MOST_SIZES } from '../../emulator/index.js';
import { type Megabytes, megabytes } from '../../units/index.js';
import { CommandError } from '../command-error.js';

const SMALLEST_MB = 128;
const LARGEST_MB = 10_240;

/** The sizes of `--memory`, ascending, each once. @throws CommandError when one is none, or there are too many. */
export function memorySizesOf(typed: string | boolean | undefined): Megabytes[] | undefined {
  if (typeof typed !== 'string') return undefined;
  const sizes = [...new Set(typed.split(',').map((text) => sizeOf(text.trim())))].sort((a, b) => a - b);
  if (sizes.length > MOST_SIZES) {
    throw new CommandError(`--memory names ${sizes.length} sizes`, `${MOST_SIZES} at most: more take over 20 seconds`);
  }
  return sizes.map(megabytes);
}

function sizeOf(text: string): number {
  const size = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (size >= SMALLEST_MB && size <= LARGEST_MB) return size;
  const hint = `whole numbers of MB from ${SMALLEST_MB} to ${LARGEST_MB}, such as 128,512,1769`;
  throw new CommandError(`--memory ${text} is no memory size`, hint);
}

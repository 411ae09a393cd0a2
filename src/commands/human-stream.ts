import type { Io, RawOptions } from './command.js';

/** Where people are spoken to: standard error when standard output carries the JSON. */
export const humanStream = (options: RawOptions, io: Io): NodeJS.WriteStream =>
  options.json === '-' ? io.stderr : io.stdout;

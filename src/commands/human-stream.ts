import type { Io, RawOptions } from './command.js';

const PRINTED = ['json', 'markdown', 'html', 'junit'] as const;

/** Where people are spoken to: standard error when standard output carries a view for a program. */
export const humanStream = (options: RawOptions, io: Io): NodeJS.WriteStream =>
  PRINTED.some((view) => options[view] === '-') ? io.stderr : io.stdout;

import type { Exit } from './exit-code.js';

/** What a command cannot do as it was asked: said in one line, with what to do instead. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  constructor(
    readonly problem: string,
    readonly hint: string,
    readonly exit: Exit = 'usage',
  ) {
    super(problem);
  }
}

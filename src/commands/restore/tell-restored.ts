import type { Io } from '../command.js';

/** @param theirs what is somebody else's by now and was not touched */
export function tellRestored(functionName: string, theirs: readonly string[], { stdout }: Pick<Io, 'stdout'>): void {
  for (const it of theirs) stdout.write(`${functionName}: ${it}\n`);
  stdout.write(`${functionName} is as it was before the run${theirs.length === 0 ? '' : ', but for that'}\n`);
}

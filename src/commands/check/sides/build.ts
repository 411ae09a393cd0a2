import { CommandError } from '../../command-error.js';
import { indented, runKept } from '../../kept-command/index.js';

export interface Build {
  /** Shell commands, one after the other. */
  readonly commands: readonly string[];
  readonly folder: string;
  /** What is built, as the user is told of it: `base (main, 1a2b3c4)`. */
  readonly what: string;
  /** What may be the matter where it fails. */
  readonly hint: string;
}

/**
 * Runs a build and leaves no process of it behind: what it has started and not ended would take time from what is measured.
 * @throws CommandError with what it has said, where it fails
 */
export async function runBuild(build: Build, signal: AbortSignal): Promise<void> {
  for (const command of build.commands) {
    signal.throwIfAborted();
    const { code, said } = await runKept({ command, folder: build.folder }, signal);
    signal.throwIfAborted();
    if (code === 0) continue;
    const output = said.trimEnd() === '' ? 'it said nothing' : indented(said);
    throw new CommandError(
      `the build of ${build.what} failed (${typeof code === 'number' ? `exit code ${code}` : code}): ${command}\n${output}`,
      build.hint,
      'failed',
    );
  }
}

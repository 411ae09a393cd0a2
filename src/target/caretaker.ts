import { spawn } from 'node:child_process';

/** A process that outlives this one just long enough to put the function back. */
export interface Caretaker {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** Everything has been put back: there is nothing left to take care of. */
  dismiss(): void;
}

/**
 * Starts `kelvin restore JOURNAL --when-stdin-ends` in a session of its own. It does nothing until its input ends
 * without a word, which happens only when this process was killed; then it puts the function back from the journal.
 */
export function startCaretaker(cli: string, journalPath: string): Caretaker {
  const child = spawn(process.execPath, [cli, 'restore', journalPath, '--when-stdin-ends'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.unref();
  return { pid: child.pid, dismiss: () => void child.stdin.end('dismissed\n') };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { atUsualPriority } from '../../limits/preference.js';

/**
 * Waits for its order, one line of words; then goes into the groups, and becomes the program, whose rights are given up
 * on the way. 1,024 is Lambda's limit of file descriptors (quotas page, read 2026-10). On descriptor 3 it tells its
 * process id, the host's, whose /proc it still sees here. What follows the line is left for the last shell: `read` takes
 * no byte more than its line.
 */
const ENTER = `
read -r order || exit 0
eval "set -- $order"
count=$1; shift
while [ "$count" -gt 0 ]; do
  echo 0 > "$1" || exit 125
  shift; count=$((count - 1))
done
ulimit -n 1024
read -r pid rest < /proc/self/stat && echo "$pid" >&3
exec "$@" /bin/sh
`;

/**
 * A shell on the way to a program that is not known yet. It can be made ahead: the five programs up to here take 5 ms.
 * It is in a process group of its own, so that a Ctrl-C in the terminal reaches the emulator and not the functions, and
 * ends when the emulator does.
 */
export class Starter {
  readonly child: ChildProcess;

  /** @param prefix of the entrance. */
  constructor(prefix: readonly string[]) {
    const [program = '', ...args] = [...prefix, '/bin/sh', '-c', ENTER];
    this.child = atUsualPriority(() =>
      spawn(program, args, { cwd: '/', env: {}, detached: true, stdio: ['pipe', 'pipe', 'pipe', 'pipe'] }),
    );
    this.child.on('error', () => {});
    for (const stream of this.child.stdio) stream?.on('error', () => {});
  }

  get isAlive(): boolean {
    const { pid, exitCode, signalCode } = this.child;
    return pid !== undefined && exitCode === null && signalCode === null;
  }

  /** @param words without line ends @param script for the shell at the end of the way */
  go(words: readonly string[], script: string): void {
    this.child.stdin?.end(`${words.map(quoted).join(' ')}\n${script}`);
  }

  /** Nothing comes of it. */
  end(): void {
    this.child.stdin?.end();
  }
}

/** In single quotes the shell takes everything as it is, but for the single quote. */
export const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

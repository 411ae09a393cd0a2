import { type ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { type Entrance, SET_UP } from '../sandbox/sandbox.js';
import { type Output, OutputReader } from './output-reader.js';

/** What is to be run, and in which surroundings. */
export interface Program {
  readonly argv: readonly string[];
  /** As it is inside the sandbox. */
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly entrance: Entrance;
  /** Put in front of all: a program and its options that leave it the CPUs it may use. */
  readonly affinity?: readonly string[];
}

export interface Launch extends Program {
  /** Files through which it enters its groups, see limits. */
  readonly entries: readonly string[];
  readonly onOutput: (output: Output) => void;
  /** The shell has become the program. */
  readonly onEntered: () => void;
  readonly onExit: (code: number | null, signal: string | null) => void;
}

/**
 * Goes into the sandbox and the groups, then becomes the program. Standard output and error share one descriptor, so that
 * their lines keep the order in which they were written. 1,024 is Lambda's limit of file descriptors (quotas page, read
 * 2026-10). The end of descriptor 3 tells when it has become the program: nothing else closes it.
 */
const ENTER = `${SET_UP}
count=$1; shift
while [ "$count" -gt 0 ]; do
  echo 0 > "$1" || exit 125
  shift; count=$((count - 1))
done
ulimit -n 1024
cd "$1" || exit 125
shift
exec "$@" 2>&1 3>&-
`;

/**
 * The variables come by way of `env`, the last step: until then there are rights, and a function could have its own code
 * loaded with them (LD_PRELOAD, or a library in LD_LIBRARY_PATH). So it has those alone that it was given, and none that
 * a shell adds.
 */
const withVariables = (variables: Launch['variables']): string[] => [
  '/usr/bin/env',
  '-i',
  ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
];

/** A grandchild may hold the output open for ever, so its end is not waited for. */
const OUTPUT_GRACE_MS = 50;

/** Starts in a process group of its own: a Ctrl-C in the terminal reaches the emulator and not the functions. */
export function launch(it: Launch): ChildProcess {
  const { prefix, setUp, become } = it.entrance;
  const groups = [String(it.entries.length), ...it.entries];
  const [program = '', ...args] = [
    ...[...(it.affinity ?? []), ...prefix, '/bin/sh', '-c', ENTER, 'sh'],
    ...[...setUp, ...groups, it.cwd, ...become, ...withVariables(it.variables), ...it.argv],
  ];
  const child = spawn(program, args, {
    cwd: '/',
    env: {},
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  });
  const flush = readOutput(child, it.onOutput);
  const entrance = child.stdio[3];
  entrance?.on('error', () => {});
  if (entrance instanceof Readable) entrance.once('end', it.onEntered).resume();
  child.once('error', () => it.onExit(127, null));
  child.once('exit', (code, signal) => {
    const timer = setTimeout(ended, OUTPUT_GRACE_MS);
    child.stdout?.once('close', ended);
    let done = false;
    function ended(): void {
      clearTimeout(timer);
      if (done) return;
      done = true;
      flush();
      it.onExit(code, signal);
    }
  });
  return child;
}

/** Calls back for every event. @returns what hands over a last line without a newline. */
function readOutput(child: ChildProcess, onOutput: (output: Output) => void): () => void {
  const reader = new OutputReader(onOutput);
  child.stdout?.on('data', (chunk: Buffer) => reader.push(chunk));
  child.stdout?.on('error', () => {});
  return () => reader.end();
}

/** The whole process group, the leader included or not. */
export function signalGroup(leader: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-leader, signal);
  } catch {
    // Already gone.
  }
}

export const killGroup = (leader: number): void => signalGroup(leader, 'SIGKILL');

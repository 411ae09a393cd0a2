import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { CommandError } from '../../command-error.js';

export interface Build {
  /** Shell commands, one after the other. */
  readonly commands: readonly string[];
  readonly folder: string;
  /** What is built, as the user is told of it: `base (main, 1a2b3c4)`. */
  readonly what: string;
  /** What may be the matter where it fails. */
  readonly hint: string;
}

/** As much of what a build that fails has said as is worth reading. */
const LINES_SHOWN = 40;
const KEPT_CHARACTERS = 64 * 1024;

/**
 * Waits for its input to end, which it does with the build or with this process, even when that is killed; then it ends
 * what is left of the build: its process group, and on Linux whatever carries its mark, in sessions of its own too. The
 * group's number is the input.
 */
const KEEPER =
  'trap "" INT TERM HUP; group=; while read -r line; do group=$line; done; ' +
  '[ -n "$group" ] && kill -9 -- "-$group" 2>/dev/null; ' +
  'for turn in 1 2 3; do found=; for file in $(grep -lzx -- "$1" /proc/[0-9]*/environ 2>/dev/null); do ' +
  'kill -9 "$(echo "$file" | cut -d / -f 3)" 2>/dev/null && found=1; done; [ -z "$found" ] && break; done';

const MARK = 'KELVIN_BUILD';

/**
 * Runs a build and leaves no process of it behind: what it has started and not ended would take time from what is measured.
 * @throws CommandError with what it has said, where it fails
 */
export async function runBuild(build: Build, signal: AbortSignal): Promise<void> {
  for (const command of build.commands) {
    signal.throwIfAborted();
    const { code, said } = await runKept(command, build.folder, signal);
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

async function runKept(
  command: string,
  cwd: string,
  signal: AbortSignal,
): Promise<{ readonly code: number | NodeJS.Signals; readonly said: string }> {
  const mark = randomBytes(12).toString('hex');
  const keeper = spawn('/bin/sh', ['-c', KEEPER, 'kelvin-build', `${MARK}=${mark}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    detached: true,
  });
  const kept = once(keeper, 'exit');
  const end = (): void => void keeper.stdin.end();
  signal.addEventListener('abort', end, { once: true });
  try {
    const child = spawn('/bin/sh', ['-c', command], {
      cwd,
      env: { ...process.env, [MARK]: mark },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    if (child.pid !== undefined && !signal.aborted) keeper.stdin.write(`${child.pid}\n`);
    const said = outputOf(child);
    const [code, killedBy] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    // What it has left running may hold its output open for ever: the keeper ends that, and then it is all there.
    end();
    await kept;
    return { code: code ?? killedBy ?? 'SIGKILL', said: await said };
  } finally {
    signal.removeEventListener('abort', end);
    end();
    await kept;
  }
}

/** Both streams in the order in which they came, the last of it. */
async function outputOf({ stdout, stderr }: ChildProcess): Promise<string> {
  if (stdout === null || stderr === null) throw new Error('a build has no output');
  let said = '';
  const take = (text: string): void => {
    said = `${said}${text}`.slice(-KEPT_CHARACTERS);
  };
  stdout.setEncoding('utf8').on('data', take);
  stderr.setEncoding('utf8').on('data', take);
  await Promise.all([once(stdout, 'close'), once(stderr, 'close')]);
  return said;
}

const indented = (said: string): string =>
  said
    .trimEnd()
    .split('\n')
    .slice(-LINES_SHOWN)
    .map((line) => `  | ${line}`)
    .join('\n');

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';

/** A shell command of the user's. */
export interface KeptCommand {
  readonly command: string;
  readonly folder: string;
  /** Beside what this process has. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What it reads; nothing without it. */
  readonly input?: string;
}

export interface Kept {
  /** Its exit code, or the signal that ended it. */
  readonly code: number | NodeJS.Signals;
  /** What it has printed, the first of it where it is long. */
  readonly output: string;
  /** Both streams in the order in which they came, the last of it. */
  readonly said: string;
}

const KEPT_CHARACTERS = 64 * 1024;
/** What a command prints may be a payload, of which Lambda takes 6 MB: more is kept, so that it is seen to be too long. */
const KEPT_OUTPUT = 8 * 1024 * 1024;

/**
 * Waits for its input to end, which it does with the command or with this process, even when that is killed; then it ends
 * what is left of the command: its process group, and on Linux whatever carries its mark, in sessions of its own too. The
 * group's number is the input.
 */
const KEEPER =
  'trap "" INT TERM HUP; group=; while read -r line; do group=$line; done; ' +
  '[ -n "$group" ] && kill -9 -- "-$group" 2>/dev/null; ' +
  'for turn in 1 2 3; do found=; for file in $(grep -lzx -- "$1" /proc/[0-9]*/environ 2>/dev/null); do ' +
  'kill -9 "$(echo "$file" | cut -d / -f 3)" 2>/dev/null && found=1; done; [ -z "$found" ] && break; done';

const MARK = 'KELVIN_KEPT';

/**
 * Runs a command and leaves no process of it behind: what it has started and not ended would take time from what is
 * measured. The signal ends it at once.
 */
export async function runKept(kept: KeptCommand, signal: AbortSignal): Promise<Kept> {
  const mark = randomBytes(12).toString('hex');
  const keeper = spawn('/bin/sh', ['-c', KEEPER, 'kelvin-kept', `${MARK}=${mark}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    detached: true,
  });
  const gone = once(keeper, 'exit');
  const end = (): void => void keeper.stdin.end();
  signal.addEventListener('abort', end, { once: true });
  try {
    const child = spawn('/bin/sh', ['-c', kept.command], {
      cwd: kept.folder,
      env: { ...process.env, ...kept.environment, [MARK]: mark },
      stdio: [kept.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: true,
    });
    if (child.pid !== undefined && !signal.aborted) keeper.stdin.write(`${child.pid}\n`);
    feed(child, kept.input);
    const heard = hear(child);
    const [code, killedBy] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    // What it has left running may hold its output open for ever: the keeper ends that, and then it is all there.
    end();
    await gone;
    return { code: code ?? killedBy ?? 'SIGKILL', ...(await heard) };
  } finally {
    signal.removeEventListener('abort', end);
    end();
    await gone;
  }
}

/** It may end without having read a word. */
function feed({ stdin }: ChildProcess, input: string | undefined): void {
  stdin?.on('error', () => {});
  stdin?.end(input);
}

async function hear({ stdout, stderr }: ChildProcess): Promise<Pick<Kept, 'output' | 'said'>> {
  if (stdout === null || stderr === null) throw new Error('a command has no output');
  let said = '';
  let output = '';
  const take = (text: string): void => {
    said = `${said}${text}`.slice(-KEPT_CHARACTERS);
  };
  stdout.setEncoding('utf8').on('data', (text: string) => {
    take(text);
    if (output.length < KEPT_OUTPUT) output += text;
  });
  stderr.setEncoding('utf8').on('data', take);
  await Promise.all([once(stdout, 'close'), once(stderr, 'close')]);
  return { output, said };
}

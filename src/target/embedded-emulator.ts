import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { TargetError } from './error.js';
import { LOCAL_CREDENTIALS } from './local-credentials.js';

/** An emulator in a process of its own, for one run. */
export interface EmbeddedEmulator {
  readonly endpoint: string;
  readonly pid: number;
  /** How it ended, once it has: `SIGKILL`, or its exit code. */
  ended(): string | undefined;
  /** Ends it and waits until it is gone. */
  close(): Promise<void>;
}

/** Starting takes a few hundred milliseconds; a machine that needs this long has other trouble. */
const LONGEST_START_MS = 60_000;

/** What this process signs with there: function URLs of AuthType AWS_IAM let nobody else in. */
const OWN_KEYS = {
  AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
  AWS_SESSION_TOKEN: '',
};

/**
 * Starts `kelvin emulate` and reads its address. It has its own process group, so that a Ctrl-C in the terminal leaves
 * it alone until this process has written its recording; and it ends when its standard input does, so that it cannot
 * outlive this process, however that ends.
 * @param options more of the command's
 */
export async function startEmbeddedEmulator(
  cli: string,
  signal: AbortSignal,
  options: readonly string[] = [],
): Promise<EmbeddedEmulator> {
  const own = ['--port', '0', '--exit-with-stdin', '--prefer-functions'];
  const child = spawn(process.execPath, [cli, 'emulate', ...own, ...options], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, ...OWN_KEYS },
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const close = () => stop(child);
  try {
    const line = await firstLine(child, AbortSignal.any([signal, AbortSignal.timeout(LONGEST_START_MS)]));
    const { endpoint, pid } = JSON.parse(line) as { endpoint: string; pid: number };
    return { endpoint, pid, ended: () => endOf(child), close };
  } catch {
    await close();
    signal.throwIfAborted();
    const said = errors.join('').trim();
    throw new TargetError(`the emulator did not start${said === '' ? '' : `: ${said}`}`, 'try "kelvin emulate" alone');
  }
}

async function firstLine(child: ChildProcess, signal: AbortSignal): Promise<string> {
  if (child.stdout === null) throw new Error('the emulator has no standard output');
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([once(lines, 'line', { signal }), failure(child, signal)])) as [string];
  lines.close();
  child.stdout.resume();
  return line;
}

async function failure(child: ChildProcess, signal: AbortSignal): Promise<never> {
  const [code] = await once(child, 'exit', { signal });
  throw new Error(`ended with ${code}`);
}

function endOf({ signalCode, exitCode }: ChildProcess): string | undefined {
  return signalCode ?? (exitCode === null ? undefined : `exit code ${exitCode}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (endOf(child) !== undefined) return;
  const gone = once(child, 'exit');
  child.stdin?.end();
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(hard);
}

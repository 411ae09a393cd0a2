import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Io } from '../../src/commands/command.js';
import { EXIT_CODES } from '../../src/commands/exit-code.js';
import { runWith } from '../../src/commands/run.js';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** The program as it is installed where the build has bundled it; else as it is compiled, which needs no build but tsc's. */
export const CLI = join(ROOT, process.env.KELVIN_TEST_CLI ?? 'dist/src/cli.js');

/** The environment of a user without AWS account, profile or region, on a machine that is no CI. */
const CLEAN = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(AWS_|CI$|NO_COLOR$|NODE_TEST_CONTEXT$|NODE_OPTIONS$)/.test(name)),
);
/** Where runs keep their locks: no test may meet the locks of the user, nor leave any. */
const STATE = join(tmpdir(), `kelvin-test-state-${process.pid}`);
process.on('exit', () => rmSync(STATE, { recursive: true, force: true }));
export const NO_AWS = {
  ...CLEAN,
  HOME: '/nonexistent',
  XDG_STATE_HOME: STATE,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
};

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly finished: Promise<Finished>;
}

/** Starts the compiled program in a process of its own, as a user would. */
export function startKelvin(args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Running {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: options.cwd ?? ROOT,
    env: options.env ?? NO_AWS,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  // A character of several bytes may come in two pieces.
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const finished = once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr }) as Finished);
  return { child, output: () => stdout + stderr, finished };
}

export const kelvin = (args: readonly string[], options: Parameters<typeof startKelvin>[1] = {}): Promise<Finished> =>
  startKelvin(args, options).finished;

class Written extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

let runsHere = 0;

/**
 * Runs the program in this process, which spares half a second of CPU: for what neither gets a signal nor is killed, and one
 * at a time, as it takes folder and environment with it. Each command is run as a process elsewhere.
 */
export async function kelvinHere(
  args: readonly string[],
  { cwd = ROOT, env = NO_AWS }: Parameters<typeof startKelvin>[1] = {},
): Promise<Finished> {
  assert.equal(runsHere, 0, 'another run in this process goes on');
  const [stdout, stderr] = [new Written(), new Written()];
  const io = { stdin: process.stdin, stdout, stderr, env, cli: CLI, version: '0' } as unknown as Io;
  const before = { cwd: process.cwd(), env: process.env };
  runsHere += 1;
  process.chdir(cwd);
  // AWS's SDK and the processes that it starts look at it by themselves.
  process.env = { ...env };
  try {
    const exit = await runWith(['node', 'kelvin', ...args], io);
    return { code: EXIT_CODES[exit].code, signal: null, stdout: stdout.text, stderr: stderr.text };
  } finally {
    process.env = before.env;
    process.chdir(before.cwd);
    runsHere -= 1;
  }
}

/** A folder that goes when the tests of a file are over. */
export function temporaryFolder(after: (clean: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-test-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Long, as a machine that runs other tests beside may take as long; nobody waits for it where all is well. */
export async function until(what: string, condition: () => boolean, limitMs = 120_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${limitMs} ms`);
    await sleep(20);
  }
}

/** Whole lines of a recording so far. */
export const linesOf = (path: string): number =>
  existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;

/** A process by its id and start time: ids are used again. */
type ProcessName = `${number}@${string}`;

function statOf(pid: number): { parent: number; name: ProcessName; state: string } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { state: fields[0] ?? '', parent: Number(fields[1]), name: `${pid}@${fields[19]}` };
  } catch {
    return undefined;
  }
}

/** All living processes below one, itself included. Linux only. */
export function familyOf(pid: number): Set<ProcessName> {
  const all = new Map(
    readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .flatMap((entry) => {
        const stat = statOf(Number(entry));
        return stat === undefined ? [] : [[Number(entry), stat] as const];
      }),
  );
  const family = new Set<number>([pid]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const [id, { parent }] of all) if (family.has(parent)) family.add(id);
  }
  return new Set([...family].flatMap((id) => all.get(id)?.name ?? []));
}

/** Those of the processes that still live; a zombie is gone. */
export const survivors = (names: Iterable<ProcessName>): ProcessName[] =>
  [...names].filter((name) => {
    const stat = statOf(Number(name.split('@')[0]));
    return stat?.name === name && stat.state !== 'Z';
  });

export const isLinux = process.platform === 'linux';

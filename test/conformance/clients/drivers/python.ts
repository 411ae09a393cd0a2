import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Seen from `dist`, where Python files are not copied to. */
const programs = new URL('../../../../../test/conformance/clients/drivers/', import.meta.url);

/** The first in the path, and the system's, which is the one that apt installs packages for. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/** @returns the first Python that runs a line of code without an error, as one that has a module. */
export async function pythonThatRuns(code: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const python of PYTHONS) {
    const ended = run(python, ['-c', code], { env });
    if (await ended.then(() => true).catch(() => false)) return python;
  }
  return undefined;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** A program in Python that answers requests, a line of JSON each, in whatever order. */
export class PythonProcess {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  /** @param program its file's name in this folder. */
  constructor(python: string, program: string, env: NodeJS.ProcessEnv) {
    const file = fileURLToPath(new URL(program, programs));
    this.#process = spawn(python, [file], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface(this.#process.stdout).on('line', (line) => this.#settle(JSON.parse(line)));
    const end = (): void => {
      for (const { reject } of this.#waiting.values()) reject(new Error('The Python process has ended'));
      this.#waiting.clear();
    };
    this.#process.on('error', end).on('close', end);
    this.#process.stdin.on('error', end);
  }

  ask(request: object): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    if (this.#process.exitCode !== null) return Promise.reject(new Error('The Python process has ended'));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#process.stdin.write(`${JSON.stringify({ ...request, id })}\n`);
    });
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const closed = once(this.#process, 'close');
    this.#process.stdin.end();
    await closed;
  }

  #settle({ id, result, error }: Reply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error));
  }
}

import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Answer, HttpAnswer } from './answer.js';
import type { Call, Driver, Pages, SignedRequest } from './driver.js';
import { clientEnvironment } from './environment.js';

const run = promisify(execFile);

/** Seen from `dist`, where Python files are not copied to. */
const PROGRAM = fileURLToPath(
  new URL('../../../../../test/conformance/clients/drivers/call-boto3.py', import.meta.url),
);

/** The first in the path, and the system's, which is the one that apt installs boto3 for. */
const PYTHONS = ['python3', '/usr/bin/python3'];

async function pythonWithBoto3(): Promise<string | undefined> {
  for (const python of PYTHONS) {
    const has = run(python, ['-c', 'import boto3'], { env: clientEnvironment() });
    if (await has.then(() => true).catch(() => false)) return python;
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

/** boto3 in a process of its own, that `call-boto3.py` runs. */
export class Boto3Driver implements Driver {
  readonly name = 'boto3';
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  private constructor(python: string) {
    this.#process = spawn(python, [PROGRAM], { env: clientEnvironment(), stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface(this.#process.stdout).on('line', (line) => this.#settle(JSON.parse(line)));
    const end = (): void => {
      for (const { reject } of this.#waiting.values()) reject(new Error('The Python process has ended'));
      this.#waiting.clear();
    };
    this.#process.on('error', end).on('close', end);
    this.#process.stdin.on('error', end);
  }

  /** @returns undefined when no Python here has boto3. */
  static async start(): Promise<Boto3Driver | undefined> {
    const python = await pythonWithBoto3();
    return python === undefined ? undefined : new Boto3Driver(python);
  }

  call(call: Call): Promise<Answer> {
    return this.#ask('call', call) as Promise<Answer>;
  }

  async pages(call: Call, member: string, pageSize: number): Promise<Pages | undefined> {
    return ((await this.#ask('pages', { ...call, member, pageSize })) as Pages | null) ?? undefined;
  }

  waitUntil(waiter: string, call: Omit<Call, 'operation'>): Promise<boolean> {
    return this.#ask('wait', { ...call, waiter }) as Promise<boolean>;
  }

  sendSigned = (request: SignedRequest): Promise<HttpAnswer> => this.#ask('signed', request) as Promise<HttpAnswer>;

  knows(call: Call, path: readonly string[]): Promise<boolean> {
    return this.#ask('knows', { ...call, path }) as Promise<boolean>;
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const closed = once(this.#process, 'close');
    this.#process.stdin.end();
    await closed;
  }

  #ask(action: string, request: object): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    if (this.#process.exitCode !== null) return Promise.reject(new Error('The Python process has ended'));
    const line = JSON.stringify(portable({ ...request, action, id }));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#process.stdin.write(`${line}\n`);
    });
  }

  #settle({ id, result, error }: Reply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error));
  }
}

/** Bytes as JSON can carry them. */
function portable(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(portable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, portable(it)]));
}

import type { Answer, HttpAnswer } from './answer.js';
import type { Call, Driver, Pages, SignedRequest } from './driver.js';
import { clientEnvironment } from './environment.js';
import { PythonProcess, pythonThatRuns } from './python.js';

/** boto3 in a process of its own, that `call-boto3.py` runs. */
export class Boto3Driver implements Driver {
  readonly name = 'boto3';
  readonly #process: PythonProcess;

  private constructor(python: string) {
    this.#process = new PythonProcess(python, 'call-boto3.py', clientEnvironment());
  }

  /** @returns undefined when no Python here has boto3. */
  static async start(): Promise<Boto3Driver | undefined> {
    const python = await pythonThatRuns('import boto3', clientEnvironment());
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

  close(): Promise<void> {
    return this.#process.close();
  }

  #ask(action: string, request: object): Promise<unknown> {
    return this.#process.ask({ ...(portable(request) as object), action });
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

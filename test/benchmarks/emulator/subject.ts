import { type ChildProcess, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { credentials, zip } from '../../emulator/harness.js';
import { end, hear, start } from './child.js';
import type { Holdings, Serving } from './serve.js';

/** Answers what it was asked: what remains is what the way costs. */
export const ECHO = 'exports.handler = async (event) => event;';

/** What the load is sent to. */
export interface Subject {
  readonly name: string;
  readonly port: number;
  close(): Promise<void>;
}

/** The emulator in a process of its own, with everything on that it has. */
export class EmulatorProcess implements Subject {
  readonly name = 'emulator';
  readonly #child: ChildProcess;
  readonly #lambda: LambdaClient;
  readonly serving: Serving;

  private constructor(child: ChildProcess, serving: Serving) {
    this.#child = child;
    this.serving = serving;
    const endpoint = `http://127.0.0.1:${serving.port}`;
    this.#lambda = new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  }

  static async start(): Promise<EmulatorProcess> {
    const child = start('serve', [], { execArgv: ['--expose-gc'] });
    return new EmulatorProcess(child, await hear<Serving>(child));
  }

  get port(): number {
    return this.serving.port;
  }

  /** With one vCPU, and ready to be invoked. */
  async create(name: string, code: string): Promise<void> {
    await this.#lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::000000000000:role/bench',
        MemorySize: 1769,
        Timeout: 30,
        Code: { ZipFile: await zip({ 'index.js': code }) },
      }),
    );
    const state = new GetFunctionConfigurationCommand({ FunctionName: name });
    while ((await this.#lambda.send(state)).State === 'Pending') await sleep(10);
  }

  async delete(name: string): Promise<void> {
    await this.#lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
  }

  holdings(): Promise<Holdings> {
    this.#child.send('holdings');
    return hear<Holdings>(this.#child);
  }

  async close(): Promise<void> {
    this.#lambda.destroy();
    await end(this.#child);
  }
}

/** The bare relay with as many runtime processes as there are invocations at once. */
export async function startRelay(folder: string, concurrency: number): Promise<Subject> {
  const handler = join(folder, 'index.cjs');
  writeFileSync(handler, ECHO);
  return relayWith('relay', concurrency, (port) => start('relay-runtime', [String(port), handler]));
}

/** The same with the emulator's own runtime client in its processes: what remains is what the emulator itself takes. */
export async function startRelayWithOwnRuntime(folder: string, concurrency: number): Promise<Subject> {
  const bootstrap = fileURLToPath(new URL('../../../src/emulator/runtimes/node/bootstrap.cjs', import.meta.url));
  writeFileSync(join(folder, 'index.js'), ECHO);
  return relayWith('relay, own runtime', concurrency, (port) => {
    const env = { AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`, LAMBDA_TASK_ROOT: folder, _HANDLER: 'index.handler' };
    return fork(bootstrap, { env: { ...env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' } });
  });
}

async function relayWith(
  name: string,
  concurrency: number,
  startRuntime: (port: number) => ChildProcess,
): Promise<Subject> {
  const relay = start('relay');
  const { port } = await hear<{ port: number }>(relay);
  const runtimes = Array.from({ length: concurrency }, () => startRuntime(port));
  const close = async (): Promise<void> => {
    await Promise.all([relay, ...runtimes].map(end));
  };
  return { name, port, close };
}

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  InvokeCommand,
  LambdaClient,
  type Runtime,
} from '@aws-sdk/client-lambda';
import type { EmulatorFacts } from '../../../../src/emulator/index.js';
import { credentials, zip } from '../../harness.js';
import { childrenOf } from '../../host-processes.js';

/** Closes when it is told to, and then ends by itself if nothing holds it. */
const program = (module: string, workFolder: string) => `
  const { startEmulator } = await import(${JSON.stringify(module)});
  const workFolder = ${JSON.stringify(workFolder)};
  const emulator = await startEmulator({ port: 0, transition: 0, limits: 'signals', workFolder });
  process.once('SIGTERM', () => emulator.close());
  console.log(JSON.stringify({ endpoint: emulator.endpoint, facts: emulator.facts }));`;

const LONGEST_MS = 120_000;

/** An emulator that uses signals, in a process that can be killed, and a client on it. */
export class Elsewhere {
  readonly facts: EmulatorFacts;
  readonly child: ChildProcess;
  readonly #lambda: LambdaClient;

  private constructor(child: ChildProcess, endpoint: string, facts: EmulatorFacts) {
    this.child = child;
    this.facts = facts;
    const requestHandler = { requestTimeout: LONGEST_MS };
    this.#lambda = new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1, requestHandler });
  }

  static async start(workFolder: string): Promise<Elsewhere> {
    const module = new URL('../../../../src/emulator/index.js', import.meta.url).href;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program(module, workFolder)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await Promise.race([
      new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
      once(child, 'exit').then(() => assert.fail('it does not start')),
    ]);
    const { endpoint, facts } = JSON.parse(line) as { readonly endpoint: string; readonly facts: EmulatorFacts };
    return new Elsewhere(child, endpoint, facts);
  }

  async create(name: string, code: string, more: Partial<CreateFunctionCommandInput>): Promise<void> {
    await this.#lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Runtime: 'nodejs24.x' as Runtime,
        Handler: 'index.handler',
        Role: 'arn:aws:iam::000000000000:role/test',
        Code: { ZipFile: await zip({ 'index.js': code }) },
        Timeout: 25,
        ...more,
      }),
    );
  }

  async invoke(name: string, event: unknown = {}): Promise<{ readonly payload: unknown; readonly error?: string }> {
    const { Payload, FunctionError } = await this.#lambda.send(
      new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }),
    );
    const payload: unknown = JSON.parse(Payload?.transformToString() ?? 'null');
    return FunctionError === undefined ? { payload } : { payload, error: FunctionError };
  }

  get watchdog(): number {
    const shells = childrenOf(this.child.pid ?? 0).filter((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('kelvin-watchdog'),
    );
    const [watchdog] = shells;
    assert.ok(watchdog !== undefined, 'there is no watchdog');
    return watchdog;
  }

  /** @returns with what it has ended by itself; killed for staying, that is SIGKILL. */
  async end(): Promise<number | NodeJS.Signals | null> {
    this.#lambda.destroy();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.signalCode;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), LONGEST_MS);
    const [code, signal] = (await exit) as [number | null, NodeJS.Signals | null];
    clearTimeout(late);
    return signal ?? code;
  }
}

export async function until(what: string, condition: () => boolean): Promise<void> {
  const end = Date.now() + LONGEST_MS;
  while (!condition()) {
    assert.ok(Date.now() < end, what);
    await sleep(20);
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { variablesFor } from '../../../src/emulator/environment/variables.js';
import type { FunctionVersion, Settings } from '../../../src/emulator/functions/configuration.js';
import { hostPaths, runtimeCommand } from '../../../src/emulator/runtimes/command.js';
import { Interpreters } from '../../../src/emulator/runtimes/interpreters.js';
import { epochMilliseconds, megabytes } from '../../../src/units/index.js';
import { FakeRuntimeApi } from './fake-runtime-api.js';

const interpreters = await Interpreters.find();

/** Why a runtime cannot be tried here. */
export const whyNot = (runtime: string): string | undefined =>
  interpreters.facts().find(({ asked, exact }) => asked === runtime && !exact) && `no ${runtime} on this machine`;

export const defaults: Settings = {
  runtime: 'nodejs24.x',
  handler: 'index.handler',
  role: 'arn:aws:iam::000000000000:role/test',
  description: '',
  timeout: 3,
  memorySize: megabytes(512),
  ephemeralStorage: megabytes(512),
  architecture: 'x86_64',
  logFormat: 'Text',
  logGroup: '/aws/lambda/f',
  tracingMode: 'PassThrough',
  layers: [],
  snapStart: 'None',
  fileSystems: [],
};

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** One of our runtimes with a function in it, as the emulator would start it, before a Runtime API of the test's. */
export class RuntimeProcess {
  readonly api: FakeRuntimeApi;
  readonly folder: string;
  readonly child: ChildProcess;
  readonly exited: Promise<Exit>;
  #output = Buffer.alloc(0);

  private constructor(api: FakeRuntimeApi, folder: string, child: ChildProcess) {
    this.api = api;
    this.folder = folder;
    this.child = child;
    const collect = (chunk: Buffer) => {
      this.#output = Buffer.concat([this.#output, chunk]);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    this.exited = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  }

  /**
   * @param more variables beside those that the emulator sets.
   * @param client what to run in place of our own client: a script and its arguments.
   */
  static async start(
    files: Readonly<Record<string, string>>,
    settings: Partial<Settings> = {},
    more: Readonly<Record<string, string>> = {},
    client?: readonly string[],
  ): Promise<RuntimeProcess> {
    const api = await FakeRuntimeApi.start();
    const folder = mkdtempSync(join(tmpdir(), 'kelvin-runtime-'));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const version = versionOf({ ...defaults, ...settings }, folder);
    const command = runtimeCommand(version, interpreters);
    if (command.kind !== 'command') throw new Error(command.message);
    const [program = '', ...argv] = client === undefined ? command.argv : [...command.argv.slice(0, -1), ...client];
    const surroundings = {
      runtimeApi: api.address,
      logStream: 'stream',
      paths: hostPaths(version, interpreters),
      credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' },
    };
    const env = { ...variablesFor(version, surroundings), ...more };
    return new RuntimeProcess(
      api,
      folder,
      spawn(program, argv, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
  }

  get bytes(): Buffer {
    return this.#output;
  }

  get log(): string {
    return this.#output.toString();
  }

  /** All that it will ever have written: what was on its way when it is ended comes, too. */
  async wholeLog(): Promise<string> {
    this.child.kill('SIGKILL');
    await this.exited;
    return this.log;
  }

  get lines(): string[] {
    return this.log.split('\n').slice(0, -1);
  }

  /** Log lines arrive by another way than answers. */
  async logged(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.log)) {
      if (this.child.exitCode !== null) throw new Error(`not in the log: ${pattern}\n${this.log}`);
      await Promise.race([once(this.child.stdout ?? this.child, 'data'), this.exited]);
    }
    return this.log;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
    this.api.close();
    rmSync(this.folder, { recursive: true });
  }
}

export function versionOf(settings: Settings, folder: string): FunctionVersion {
  return {
    region: 'us-east-1',
    name: 'f',
    version: '$LATEST',
    settings,
    code: { folder, archive: '', size: 0, sha256: '' },
    lastModified: epochMilliseconds(0),
  };
}

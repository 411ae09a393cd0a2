import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { clientEnvironment } from './environment.js';
import { PythonProcess, pythonThatRuns } from './python.js';

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly succeeded: boolean;
}

/**
 * A process of the `aws` command for each call. To start one takes half a second of CPU, nearly all of it for imports, so
 * they are forks of one that has imported the very same command; where no Python here has it, as with the bundles that
 * AWS offers for download, each is started. So is the first in any case: that is what users start.
 */
export class AwsProcesses {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #python: PythonProcess | undefined;
  #count = 0;

  private constructor(folder: string, env: NodeJS.ProcessEnv, python: PythonProcess | undefined) {
    this.#folder = folder;
    this.#env = env;
    this.#python = python;
  }

  /** @param folder for what they print. @returns undefined when there is no such command. */
  static async start(folder: string, configFile: string): Promise<AwsProcesses | undefined> {
    const env = clientEnvironment(configFile);
    const { stdout, succeeded } = await started(['--version'], env);
    if (!succeeded) return undefined;
    const version = /aws-cli\/([\d.]+)/.exec(stdout)?.[1];
    const isTheSame = `import os, awscli.clidriver; assert hasattr(os, "fork") and awscli.__version__ == "${version}"`;
    const python = await pythonThatRuns(isTheSame, env);
    const process = python === undefined ? undefined : new PythonProcess(python, 'call-aws-command.py', env);
    return new AwsProcesses(folder, env, process);
  }

  async run(args: readonly string[]): Promise<Ended> {
    this.#count += 1;
    if (this.#python === undefined || this.#count === 1) return started(args, this.#env);
    const output = ['stdout', 'stderr'].map((name) => join(this.#folder, `${name}-${this.#count}`));
    const [stdout = '', stderr = ''] = output;
    const code = await this.#python.ask({ args, stdout, stderr });
    const [printed = '', told = ''] = await Promise.all(output.map((path) => readFile(path, 'utf8')));
    return { stdout: printed, stderr: told === '' ? `It has ended with ${code}` : told, succeeded: code === 0 };
  }

  async close(): Promise<void> {
    await this.#python?.close();
  }
}

const started = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> =>
  promisify(execFile)('aws', args, { env, maxBuffer: 64 * 1024 * 1024 }).then(
    ({ stdout, stderr }) => ({ stdout, stderr, succeeded: true }),
    ({ stdout = '', stderr = '', message }) => ({ stdout, stderr: stderr === '' ? message : stderr, succeeded: false }),
  );

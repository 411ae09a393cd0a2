import { spawn } from 'node:child_process';
import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FunctionVersion } from '../../../src/emulator/functions/configuration.js';
import { runtimeCommand } from '../../../src/emulator/runtimes/command.js';
import { Interpreters } from '../../../src/emulator/runtimes/interpreters.js';
import { megabytes } from '../../../src/units/index.js';

/** A runtime as the emulator starts it, on the bare machine: no shell before it, no limits and no file system of its own. */
export interface RuntimeStart {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Tells what it finds in its environment. */
export const TELL_VARIABLES = 'exports.handler = async () => process.env;';

/** @param variables as they are in an environment of the emulator. @param folder with the function's code. */
export async function bareRuntime(variables: Readonly<Record<string, string>>, folder: string): Promise<RuntimeStart> {
  const settings = { runtime: 'nodejs24.x', memorySize: megabytes(1769) };
  const version = { settings, code: { folder } } as FunctionVersion;
  const command = runtimeCommand(version, await Interpreters.find());
  if (command.kind !== 'command') throw new Error(command.message);
  return { argv: command.argv, cwd: folder, env: { ...variables, LAMBDA_TASK_ROOT: folder } };
}

const agent = new Agent({ keepAlive: true });

/** Sends an invocation and waits for the whole answer. @throws for anything but a success of the handler. */
export function invoke(port: number, functionName: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const path = `/2015-03-31/functions/${functionName}/invocations`;
    const sent = request({ agent, host: '127.0.0.1', port, path, method: 'POST' }, (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const failed = response.statusCode !== 200 || 'x-amz-function-error' in response.headers;
        if (failed) reject(new Error(`${response.statusCode}: ${text}`));
        else resolve(JSON.parse(text));
      });
    });
    sent.once('error', reject).end('{}');
  });
}

export async function invokeTime(port: number, functionName: string): Promise<number> {
  const start = performance.now();
  await invoke(port, functionName);
  return performance.now() - start;
}

/** Milliseconds from starting the runtime, with nothing between it and this process, to its first `/next`. */
export function firstNextTime({ argv, cwd, env }: RuntimeStart): Promise<number> {
  return new Promise((resolve, reject) => {
    let start = 0;
    const server = createServer(() => {
      const time = performance.now() - start;
      child.kill('SIGKILL');
      server.close();
      server.closeAllConnections();
      child.once('exit', () => resolve(time));
    });
    let child: ReturnType<typeof spawn>;
    server.listen(0, '127.0.0.1', () => {
      const AWS_LAMBDA_RUNTIME_API = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      const [program = '', ...args] = argv;
      start = performance.now();
      child = spawn(program, args, { cwd, env: { ...env, AWS_LAMBDA_RUNTIME_API }, stdio: ['ignore', 'pipe', 'pipe'] });
      child.once('error', reject);
    });
  });
}

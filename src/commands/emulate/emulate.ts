import { once } from 'node:events';
import {
  type Credentials,
  type Emulator,
  type EmulatorOptions,
  isLoopback,
  Refusal,
  StateError,
  startEmulator,
} from '../../emulator/index.js';
import type { RawOptions, Run } from '../command.js';
import { CommandError } from '../command-error.js';
import { limitsOf } from '../limits.js';
import { networkOf } from '../network-option.js';
import { alone, noiseOf } from '../noise.js';
import { seedOf } from '../seed.js';
import { destinationsOf } from './destinations.js';
import { livesOf } from './lives.js';
import { DEFAULT_HOST, DEFAULT_PORT } from './spec.js';
import { writableFolder } from './writable-folder.js';

/** Runs the emulator until a signal comes, or standard input ends where that was asked for. */
export const emulate: Run = async (_argument, options, io) => {
  const settings = {
    ...placeOf(options, io.env),
    ...destinationsOf(options, io),
    ...livesOf(options),
    ...noiseSetting(options),
    preferFunctions: options.preferFunctions === true,
    ...limitsOf(options),
    ...networkOf(options),
  };
  const ended = new AbortController();
  const end = () => ended.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  if (options.exitWithStdin === true) io.stdin.once('end', end).once('error', end).resume();
  const emulator = await start(settings);
  try {
    io.stdout.write(`${JSON.stringify({ endpoint: emulator.endpoint, pid: process.pid, ...emulator.facts })}\n`);
    if (!ended.signal.aborted) await once(ended.signal, 'abort');
  } finally {
    await emulator.close();
  }
  return 'ok';
};

function noiseSetting(options: RawOptions): Pick<EmulatorOptions, 'noise'> {
  const noise = noiseOf(options, () => seedOf(options));
  if (noise === undefined && options.seed !== undefined) throw alone('--seed');
  return noise === undefined ? {} : { noise };
}

interface Place {
  readonly host: string;
  readonly port: number;
  readonly credentials: readonly Credentials[];
  readonly state?: string;
}

function placeOf(options: RawOptions, env: NodeJS.ProcessEnv): Place {
  const host = typeof options.host === 'string' ? options.host : DEFAULT_HOST;
  const credentials = credentialsOf(env);
  if (!isLoopback(host) && credentials.length === 0) {
    throw new CommandError(
      `on --host ${host} others can run code on this machine, so every request has to be signed, and there are no keys`,
      'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to the pair that its clients are to sign with',
    );
  }
  const port = portOf(options.port);
  const state = typeof options.state === 'string' ? { state: writableFolder('--state', options.state, 0o700) } : {};
  return { host, port, credentials, ...state };
}

function credentialsOf(env: NodeJS.ProcessEnv): readonly Credentials[] {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = env;
  if (!accessKeyId || !secretAccessKey) return [];
  return [{ accessKeyId, secretAccessKey, ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}) }];
}

function portOf(typed: string | boolean | undefined): number {
  const port = typed === undefined ? DEFAULT_PORT : Number(typed);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new CommandError(`--port ${String(typed)} is no port`, 'a whole number from 0 (any free one) to 65535');
}

async function start(settings: Place & EmulatorOptions): Promise<Emulator> {
  const { host, port } = settings;
  try {
    return await startEmulator(settings);
  } catch (error) {
    if (error instanceof StateError || error instanceof Refusal) throw new CommandError(error.message, error.hint);
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new CommandError(`port ${port} is in use`, 'name another with --port, or 0 for a free one', 'failed');
    if (code === 'EACCES')
      throw new CommandError(`port ${port} is not allowed to you`, 'name one above 1023 with --port', 'failed');
    if (NO_SUCH_ADDRESS.has(code))
      throw new CommandError(`--host ${host} is no address of this machine`, 'name one, or 0.0.0.0 for all of them');
    throw error;
  }
}

const NO_SUCH_ADDRESS: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL']);

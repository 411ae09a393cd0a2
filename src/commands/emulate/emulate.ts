import { once } from 'node:events';
import { type Emulator, startEmulator } from '../../emulator/index.js';
import type { Run } from '../command.js';
import { CommandError } from '../command-error.js';
import { DEFAULT_PORT } from './spec.js';

/** Runs the emulator until a signal comes, or standard input ends where that was asked for. */
export const emulate: Run = async (_argument, options, io) => {
  const port = portOf(options.port);
  const ended = new AbortController();
  const end = () => ended.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  if (options.exitWithStdin === true) io.stdin.once('end', end).once('error', end).resume();
  const emulator = await start(port);
  try {
    io.stdout.write(`${JSON.stringify({ endpoint: emulator.endpoint, pid: process.pid, ...emulator.facts })}\n`);
    if (!ended.signal.aborted) await once(ended.signal, 'abort');
  } finally {
    await emulator.close();
  }
  return 'ok';
};

function portOf(typed: string | boolean | undefined): number {
  const port = typed === undefined ? DEFAULT_PORT : Number(typed);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new CommandError(`--port ${String(typed)} is no port`, 'a whole number from 0 (any free one) to 65535');
}

async function start(port: number): Promise<Emulator> {
  try {
    return await startEmulator({ port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new CommandError(`port ${port} is in use`, 'name another with --port, or 0 for a free one', 'failed');
    if (code === 'EACCES')
      throw new CommandError(`port ${port} is not allowed to you`, 'name one above 1023 with --port', 'failed');
    throw error;
  }
}

import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Load, LoadResult } from './load.js';

/** Starts a program of this folder as a process of its own, which ends with this one. */
export function start(program: string, args: readonly string[] = [], options: ForkOptions = {}): ChildProcess {
  return fork(fileURLToPath(new URL(`${program}.js`, import.meta.url)), args, options);
}

/** The next thing that a process says; what it is, is the caller's word. @throws if the process ends first. */
export async function hear<Message>(child: ChildProcess): Promise<Message> {
  const stop = new AbortController();
  const ended = once(child, 'exit', { signal: stop.signal }).then(([code]) => {
    throw new Error(`${child.spawnargs[1]} ended with the exit code ${code}`);
  });
  const said = once(child, 'message', { signal: stop.signal }).then(([message]) => message as Message);
  try {
    return await Promise.race([said, ended]);
  } finally {
    stop.abort();
    await Promise.allSettled([said, ended]);
  }
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (child.connected) child.disconnect();
  await gone;
}

/** Each load comes from a process of its own, so that none inherits the compiled code of the one before. */
export async function generate(load: Load): Promise<LoadResult> {
  const child = start('load');
  child.send(load);
  const result = await hear<LoadResult>(child);
  await end(child);
  return result;
}

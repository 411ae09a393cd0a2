import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Milliseconds } from '../../../units/index.js';
import { latenessSince } from './lateness.js';
import { type Output, OutputReader } from './output-reader.js';
import { becomeScript, ENTERED, type Program } from './program.js';
import { Starter } from './starter.js';

export interface Launch extends Program {
  /** Files through which it enters its groups, see limits. */
  readonly entries: readonly string[];
  readonly onOutput: (output: Output) => void;
  /** The shell has become the program. @param late how long ago, where that is heard late */
  readonly onEntered: (late: Milliseconds) => void;
  /** It has a process group now, if it is not that of who waits outside or was started as the program. */
  readonly onLeader: (leader: number) => void;
  readonly onExit: (code: number | null, signal: string | null) => void;
}

/** A program that was started. */
export interface Launched {
  /** Who was started only waits outside until the program has ended, and so must never be stopped nor limited. */
  readonly waitsOutside: boolean;
  /** Of its process group. Until the program is on its way, this is who leads there. */
  leader(): number | undefined;
  /** The program's process, by its id on the host; nothing while it is on its way, nor when it has ended. */
  pid(): number | undefined;
}

/** A grandchild may hold the output open for ever, so its end is not waited for. */
const OUTPUT_GRACE_MS = 50;

export function launch(it: Launch): Launched {
  const { prefix, become, ownUser, starter: ready } = it.entrance;
  const starter = ready?.() ?? new Starter(prefix);
  const { child } = starter;
  starter.go(
    [String(it.entries.length), ...it.entries, ...(it.affinity ?? []), ...become],
    becomeScript(it, it.entries.length === 0 && ownUser),
  );
  const flush = readOutput(child, it.onOutput);
  const word = readWord(child, it);
  const said = readErrors(child);
  child.once('error', () => it.onExit(127, null));
  child.once('exit', (code, signal) =>
    whenClosed(child, () => {
      flush();
      if (signal === null && code === 1 && LOST_SIGKILL.test(said())) it.onExit(null, 'SIGKILL');
      else it.onExit(code, signal);
    }),
  );
  return {
    waitsOutside: prefix.length > 0,
    leader: () => word() ?? child.pid,
    // Where there is no /proc to tell it, nobody waits outside either.
    pid: () =>
      child.exitCode !== null || child.signalCode !== null ? undefined : prefix.length === 0 ? child.pid : word(),
  };
}

/** What `unshare` of util-linux 2.38 says in place of ending by SIGKILL as its child did (sys-utils/unshare.c). */
const LOST_SIGKILL = /sigprocmask unblock failed/;

/** Calls back for every event. @returns what hands over a last line without a newline. */
function readOutput(child: ChildProcess, onOutput: (output: Output) => void): () => void {
  const reader = new OutputReader(onOutput);
  child.stdout?.on('data', (chunk: Buffer) => reader.push(chunk));
  return () => reader.end();
}

/** @returns the process id that was told, once it was. */
function readWord(child: ChildProcess, { onLeader, onEntered }: Launch): () => number | undefined {
  const entrance = child.stdio[3];
  let pid: number | undefined;
  if (!(entrance instanceof Readable)) return () => pid;
  createInterface({ input: entrance }).on('line', (line) => {
    const [word, uptime] = line.split(' ');
    if (word === ENTERED) return onEntered(latenessSince(uptime));
    pid = Number(line);
    if (pid !== child.pid) onLeader(pid);
  });
  return () => pid;
}

/** Of those that lead to the program; it has none of its own. */
function readErrors(child: ChildProcess): () => string {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk).slice(-1000);
  });
  return () => said;
}

function whenClosed(child: ChildProcess, action: () => void): void {
  const open = [child.stdout, child.stderr].filter((stream) => stream?.closed === false);
  let left = open.length;
  const timer = setTimeout(() => over(0), OUTPUT_GRACE_MS);
  for (const stream of open) stream?.once('close', () => over(left - 1));
  if (left === 0) over(0);

  function over(nowLeft: number): void {
    left = nowLeft;
    if (left !== 0) return;
    left = -1;
    clearTimeout(timer);
    action();
  }
}

/** The whole process group, the leader included or not. */
export function signalGroup(leader: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-leader, signal);
  } catch {
    // Already gone.
  }
}

export const killGroup = (leader: number): void => signalGroup(leader, 'SIGKILL');

import { readlinkSync } from 'node:fs';
import { readProc } from '../proc.js';

/** What processes have in memory, in kilobytes. */
export interface Residents {
  /** The process with the most. */
  readonly largest: number | undefined;
  /** The most that one of them alone has ever had, all its pages counted. */
  readonly peak: number;
  /** Allocated, and files in memory; what several share counts once where the kernel tells. */
  readonly held: number;
  /** Of files in memory, the process that has mapped the most of them. */
  readonly shared: number;
  /** Pages of files that they have mapped, their programs above all; a program counts once, however many run it. */
  readonly files: number;
}

interface Resident {
  readonly pid: number;
  readonly peak: number;
  readonly size: number;
  readonly held: number;
  readonly shared: number;
  readonly files: number;
}

/** @param shares whether to find out what they share: that costs a millisecond for each. */
export function residentsOf(pids: readonly number[], shares: boolean): Residents {
  const all = pids.flatMap((pid) => residentOf(pid) ?? []);
  const byProgram = new Map<string, number>();
  for (const { pid, files } of all) {
    const program = programOf(pid);
    byProgram.set(program, Math.max(files, byProgram.get(program) ?? 0));
  }
  const parts = shares && all.length > 1 ? all.map((it) => proportionOf(it.pid) ?? it.held) : all.map((it) => it.held);
  return {
    largest: all.reduce<Resident | undefined>((most, it) => (most && most.size >= it.size ? most : it), undefined)?.pid,
    peak: all.reduce((most, it) => Math.max(most, it.peak), 0),
    held: sum(parts),
    shared: all.reduce((most, it) => Math.max(most, it.shared), 0),
    files: sum([...byProgram.values()]),
  };
}

function residentOf(pid: number): Resident | undefined {
  const status = read(pid, 'status');
  if (status === undefined) return undefined;
  const of = (key: string): number => kilobytes(status, key);
  const files = of('RssFile');
  const shared = of('RssShmem');
  const held = of('RssAnon') + shared;
  return { pid, peak: of('VmHWM'), size: files + held, held, shared, files };
}

/** A page that n processes share is an n-th of a page in each ("Pss", proc_pid_smaps(5), since Linux 4.14). */
function proportionOf(pid: number): number | undefined {
  const rollup = read(pid, 'smaps_rollup');
  return rollup?.includes('Pss_Anon') ? kilobytes(rollup, 'Pss_Anon') + kilobytes(rollup, 'Pss_Shmem') : undefined;
}

function programOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return '';
  }
}

const read = (pid: number, file: string): string | undefined => readProc(`/proc/${pid}/${file}`);

const kilobytes = (text: string, key: string): number =>
  Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);

const sum = (all: readonly number[]): number => all.reduce((total, it) => total + it, 0);

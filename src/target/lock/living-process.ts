import { readFileSync } from 'node:fs';

/** A process, told from a later one with the same id by when it began (Linux: clock ticks since boot). */
export interface ProcessName {
  readonly pid: number;
  readonly processStart?: string | undefined;
}

/** This process. */
export const ownProcess = (): ProcessName => ({ pid: process.pid, processStart: statOf(process.pid)?.start });

/** Whether it still runs; one that has ended and was not reaped yet does not. */
export function isAlive({ pid, processStart }: ProcessName): boolean {
  if (pid <= 0) return false;
  const stat = statOf(pid);
  if (stat !== undefined) return stat.state !== 'Z' && (processStart === undefined || stat.start === processStart);
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux';
  } catch (error) {
    // It is there, and another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function statOf(pid: number): { readonly state: string; readonly start: string } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { state: fields[0] ?? '', start: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

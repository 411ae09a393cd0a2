import { readdirSync, readFileSync } from 'node:fs';

/** A file of the kernel's; undefined where there is none, as where a process has ended meanwhile. */
export function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}

/** Of a process, by their ids; none where it has ended. @param proc `/proc`, or a folder that stands for it in a test. */
export function threadsOf(proc: string, pid: number): string[] {
  try {
    return readdirSync(`${proc}/${pid}/task`);
  } catch {
    return [];
  }
}

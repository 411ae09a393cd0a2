import { closeSync, openSync, readSync } from 'node:fs';

/** One for all: what is read is used up at once. */
const buffer = Buffer.alloc(4096);

/** A twentieth of a millisecond less than readFile takes, hundreds of times in a second. */
export function readShort(path: string): string | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    return buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0));
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

export interface Stat {
  readonly group: number;
  /** Of the process itself, all threads together, those that have ended too; in ms, whole ticks of 10 ms. */
  readonly own: number;
  /** Of those of its children that have ended and that it has waited for. */
  readonly children: number;
}

/** USER_HZ, which is 100 on every architecture that Node.js runs on (proc(5), sysconf(3)). */
const TICK_MS = 10;

export function readStat(proc: string, pid: number): Stat | undefined {
  const text = readShort(`${proc}/${pid}/stat`);
  if (text === undefined) return undefined;
  // The second field is the program's name in parentheses and may hold spaces; the first after it is field 3.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ', 15);
  const [group, user, system, children, childrenSystem] = [2, 11, 12, 13, 14].map((index) => Number(fields[index]));
  if (group === undefined || !Number.isFinite(childrenSystem)) return undefined;
  const ms = (...ticks: (number | undefined)[]) => ticks.reduce<number>((sum, it) => sum + (it ?? 0) * TICK_MS, 0);
  return { group, own: ms(user, system), children: ms(children, childrenSystem) };
}

/** CPU time of one thread in ms, exact when it does not run and up to a tick of the kernel old when it does. */
export function readThreadTime(proc: string, pid: number, thread: string): number | undefined {
  const text = readShort(`${proc}/${pid}/task/${thread}/schedstat`);
  return text === undefined ? undefined : Number(text.slice(0, text.indexOf(' '))) / 1e6;
}

/** Its children, where the kernel lists them (CONFIG_PROC_CHILDREN). */
export function readChildren(proc: string, pid: number, thread: string): number[] {
  const text = readShort(`${proc}/${pid}/task/${thread}/children`) ?? '';
  return text.split(' ').filter(Boolean).map(Number);
}

/** A page as the kernel counts them here; with larger ones memory is underestimated. */
const PAGE_BYTES = 4096;

/** What cannot be given back to the system: resident, less what comes from files or is shared. */
export function readAnonymousBytes(proc: string, pid: number): number {
  const [, resident = 0, shared = 0] = (readShort(`${proc}/${pid}/statm`) ?? '').split(' ', 3).map(Number);
  return Math.max(0, resident - shared) * PAGE_BYTES;
}

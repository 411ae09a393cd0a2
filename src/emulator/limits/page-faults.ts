import { closeSync, openSync, readSync } from 'node:fs';

/** One for all: it is read at once. The line is 300 bytes long. */
const line = Buffer.alloc(1024);

/**
 * How many pages a process has touched for the first time so far, all threads together. The file stays open, as it is read
 * with every invocation and opening it takes longer than reading it.
 */
export class PageFaults {
  readonly pid: number;
  readonly #file: number | undefined;

  constructor(pid: number) {
    this.pid = pid;
    this.#file = open(`/proc/${pid}/stat`);
  }

  /** Infinitely many where that cannot be known any more. */
  count(): number {
    if (this.#file === undefined) return Number.POSITIVE_INFINITY;
    try {
      const text = line.toString('latin1', 0, readSync(this.#file, line, 0, line.length, 0));
      // Field 10 (proc(5)), and the second field, the program's name, may hold spaces.
      return Number(text.slice(text.lastIndexOf(')') + 2).split(' ', 8)[7]);
    } catch {
      return Number.POSITIVE_INFINITY;
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }
}

function open(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}

import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { readControl, readNumber } from './control-file.js';

/** What is charged to a group now, in bytes. */
export interface Charge {
  /** All of it, the page cache and the kernel's own memory for the group included. */
  readonly all: number;
  /** What processes have allocated, and files in memory (tmpfs, memfd): what the kernel cannot take back. */
  readonly held: number;
  /** Page cache of files on a disk. */
  readonly cached: number;
}

/** The kernel's account of one group's memory. Every page counts once, however many processes share it. */
export interface GroupMemory {
  /** The most that was charged since `restart`, all of it. Cheap: for each invocation. */
  peak(): number | undefined;
  /** Lets `peak` begin with what is charged now. @returns whether the kernel can do that. */
  restart(): boolean;
  now(): Charge | undefined;
  close(): void;
}

/** `total_…` is with the groups below, which a function with enough rights might make. */
export const groupMemoryV1 = (folder: string): GroupMemory =>
  groupMemory(folder, {
    peak: 'memory.max_usage_in_bytes',
    now: 'memory.usage_in_bytes',
    read: (value) => ({ anonymous: value('total_rss'), shared: value('total_shmem'), files: value('total_cache') }),
  });

/** `memory.peak` is there since Linux 5.19, and can be restarted since 6.12, by each for the own open file alone. */
export const groupMemoryV2 = (folder: string): GroupMemory =>
  groupMemory(folder, {
    peak: 'memory.peak',
    now: 'memory.current',
    read: (value) => ({ anonymous: value('anon'), shared: value('shmem'), files: value('file') }),
  });

interface Names {
  readonly peak: string;
  readonly now: string;
  /** From memory.stat. In both versions the files include the shared ones. */
  readonly read: (value: (key: string) => number) => {
    readonly anonymous: number;
    readonly shared: number;
    readonly files: number;
  };
}

function groupMemory(folder: string, names: Names): GroupMemory {
  const peak = new PeakFile(join(folder, names.peak));
  return {
    peak: () => peak.read(),
    restart: () => peak.restart(),
    now() {
      const all = readNumber(folder, names.now);
      const stat = readControl(folder, 'memory.stat');
      if (all === undefined || stat === undefined) return undefined;
      const { anonymous, shared, files } = names.read((key) => countOf(stat, key));
      return { all, held: anonymous + shared, cached: Math.max(0, files - shared) };
    },
    close: () => peak.close(),
  };
}

const countOf = (stat: string, key: string): number => Number(new RegExp(`^${key} (\\d+)$`, 'm').exec(stat)?.[1] ?? 0);

const buffer = Buffer.alloc(32);

/** Stays open, as it is read with every invocation and opening it takes longer than reading it. */
class PeakFile {
  readonly #path: string;
  #file: number | undefined;
  #canRestart = true;
  #isClosed = false;

  constructor(path: string) {
    this.#path = path;
  }

  read(): number | undefined {
    const file = this.#open();
    if (file === undefined) return undefined;
    try {
      const number = Number(buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0)));
      return Number.isFinite(number) ? number : undefined;
    } catch {
      return undefined;
    }
  }

  restart(): boolean {
    const file = this.#open();
    if (file === undefined || !this.#canRestart) return false;
    try {
      writeSync(file, '0', 0);
      return true;
    } catch {
      this.#canRestart = false;
      return false;
    }
  }

  close(): void {
    this.#isClosed = true;
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #open(): number | undefined {
    if (this.#file !== undefined || this.#isClosed) return this.#file;
    this.#file = open(this.#path, 'r+');
    if (this.#file === undefined) {
      this.#canRestart = false;
      this.#file = open(this.#path, 'r');
    }
    return this.#file;
  }
}

function open(path: string, flags: 'r' | 'r+'): number | undefined {
  try {
    return openSync(path, flags);
  } catch {
    return undefined;
  }
}

import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { readControl, readNumber } from './control-file.js';

/** The kernel's account of one group's memory, in bytes. Every page counts once, however many processes share it. */
export interface GroupMemory {
  /** The most that was ever charged, all of it; where the kernel keeps no peak, what is charged now. */
  peak(): number | undefined;
  /** The part of what is charged now that is mapped from files, files in memory included. */
  mapped(): number;
  close(): void;
}

/** `total_…` is with the groups below, which a function with enough rights might make. */
export const groupMemoryV1 = (folder: string): GroupMemory =>
  groupMemory(folder, {
    peak: 'memory.max_usage_in_bytes',
    now: 'memory.usage_in_bytes',
    mapped: 'total_mapped_file',
  });

/** `memory.peak` is there since Linux 5.19. */
export const groupMemoryV2 = (folder: string): GroupMemory =>
  groupMemory(folder, { peak: 'memory.peak', now: 'memory.current', mapped: 'file_mapped' });

interface Names {
  readonly peak: string;
  readonly now: string;
  /** In memory.stat. */
  readonly mapped: string;
}

function groupMemory(folder: string, names: Names): GroupMemory {
  const peak = new PeakFile(join(folder, names.peak));
  const key = new RegExp(`^${names.mapped} (\\d+)$`, 'm');
  return {
    peak: () => peak.read() ?? readNumber(folder, names.now),
    mapped: () => Number(key.exec(readControl(folder, 'memory.stat') ?? '')?.[1] ?? 0),
    close: () => peak.close(),
  };
}

/** One for all: it is read at once. */
const buffer = Buffer.alloc(32);

/** Stays open, as it is read with every invocation and opening it takes longer than reading it. */
class PeakFile {
  readonly #path: string;
  #file: number | 'absent' | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  read(): number | undefined {
    this.#file ??= open(this.#path);
    if (this.#file === 'absent') return undefined;
    try {
      const peak = Number(buffer.toString('latin1', 0, readSync(this.#file, buffer, 0, buffer.length, 0)));
      return Number.isFinite(peak) ? peak : undefined;
    } catch {
      return undefined;
    }
  }

  close(): void {
    if (typeof this.#file === 'number') closeSync(this.#file);
    this.#file = 'absent';
  }
}

function open(path: string): number | 'absent' {
  try {
    return openSync(path, 'r');
  } catch {
    return 'absent';
  }
}

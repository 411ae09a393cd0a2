import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { type Megabytes, megabytes } from '../../../units/index.js';

export const MEMINFO = '/proc/meminfo';

/**
 * What a function sees of its machine's memory, in the words of the kernel (proc_meminfo(5)). On AWS the machine is a
 * microVM of the function's own, made for its memory size; the host's would be so large that what is sized by it, a cache or
 * a database in the process, is killed here and not there.
 *
 * MemTotal is the memory size: a function can use all of it on AWS (Max Memory Used up to Memory Size in its reports), so
 * there must be so much, and the rest of the microVM is not known: no published /proc/meminfo of a known size was found
 * (2026-11). Node's os.totalmem() and os.freemem(), psutil and `free` read it here; sysinfo(2) and sysconf(_SC_PHYS_PAGES)
 * ask the kernel and still tell of the host.
 *
 * @param used as of the last look: what has been needed so far
 */
export function meminfo(memorySize: Megabytes, used: Megabytes): string {
  const free = megabytes(Math.max(0, memorySize - used));
  const values: Readonly<Record<string, number>> = {
    ...{ MemTotal: memorySize, MemFree: free, MemAvailable: free },
    ...{ Buffers: 0, Cached: 0, SwapCached: 0, Active: used, Inactive: 0, 'Active(anon)': used, 'Inactive(anon)': 0 },
    // There is no swap on Lambda.
    ...{ 'Active(file)': 0, 'Inactive(file)': 0, SwapTotal: 0, SwapFree: 0, Dirty: 0, Writeback: 0, AnonPages: used },
    ...{ Mapped: 0, Shmem: 0, KReclaimable: 0, Slab: 0, SReclaimable: 0, SUnreclaim: 0 },
  };
  const lines = Object.entries(values).map(([name, value]) => {
    return `${`${name}:`.padEnd(16)}${String(value * 1024).padStart(8)} kB\n`;
  });
  return lines.join('');
}

export const writeMeminfo = (path: string, memorySize: Megabytes): void =>
  writeFileSync(path, meminfo(memorySize, megabytes(0)), { mode: 0o644 });

/** In place, as it is mounted; always as long as it was. Costs 0.03 ms. */
export function updateMeminfo(path: string, memorySize: Megabytes, used: Megabytes): void {
  const file = openSync(path, 'r+');
  try {
    writeSync(file, meminfo(memorySize, used), 0);
  } finally {
    closeSync(file);
  }
}

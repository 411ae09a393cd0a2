import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Megabytes } from '../../units/index.js';
import { isExecutable } from '../executable.js';

/** The largest memory size with so many CPUs; AWS does not document them, Remotion's documentation and others list them (2026). */
const SIZES: readonly (readonly [most: number, cpus: number])[] = [
  [3008, 2],
  [5307, 3],
  [7076, 4],
  [8845, 5],
];
const MOST_CPUS = 6;

/** How many CPUs a function finds on AWS, whatever its share of them. */
export const visibleCpus = (memorySize: Megabytes): number =>
  SIZES.find(([most]) => memorySize <= most)?.[1] ?? MOST_CPUS;

/**
 * Which CPUs the processes of each environment may use: as many as a function of the size finds on AWS, where the host has
 * more. Environments are spread over them in turn.
 *
 * It is the affinity (sched_setaffinity), set by `taskset` on the way in, which needs no rights and no cgroups; a cpuset would
 * be firm, but a hierarchy more to enter. Node's os.availableParallelism(), Python's len(os.sched_getaffinity(0)), nproc and
 * Go's runtime.NumCPU() go by the affinity and show AWS's number; os.cpus() and os.cpu_count() read the host's files and show
 * what the host has.
 */
export class CpuPlacement {
  readonly #taskset: string | undefined;
  readonly #allowed: readonly number[];
  readonly #last: readonly number[];
  #next = 0;

  /**
   * @param allowed the CPUs that the emulator may use itself.
   * @param kept those of them that functions are to have last of all: the emulator's own, which then runs on no others.
   */
  constructor(taskset: string | undefined, allowed: readonly number[], kept: readonly number[] = []) {
    this.#taskset = taskset;
    this.#allowed = allowed.filter((cpu) => !kept.includes(cpu));
    this.#last = allowed.filter((cpu) => kept.includes(cpu));
  }

  /** CPUs for one more environment; undefined where it may have all that its processes begin with, which are the emulator's. */
  take(memorySize: Megabytes): readonly number[] | undefined {
    const count = visibleCpus(memorySize);
    if (this.#last.length === 0 && count >= this.#allowed.length) return undefined;
    const start = this.#next;
    this.#next = (this.#next + count) % Math.max(1, this.#allowed.length);
    const inTurn = [...this.#allowed.slice(start), ...this.#allowed.slice(0, start), ...this.#last];
    return inTurn.slice(0, count).sort((a, b) => a - b);
  }

  /** @returns what is put in front of a program and its options; empty where nothing has to be held. */
  prefixFor(memorySize: Megabytes): readonly string[] {
    if (this.#taskset === undefined) return [];
    const cpus = this.take(memorySize);
    return cpus === undefined ? [] : [this.#taskset, '--cpu-list', cpus.join()];
  }
}

/** A minimal PATH must not hide it. */
const FOLDERS = ['/usr/bin', '/bin'];

/** @param root `/`, or a folder that stands for it in a test. */
export const cpuPlacement = (root: string): CpuPlacement => new CpuPlacement(tasksetIn(root), allowedCpus(root));

/** @returns its path, undefined where there is none. */
export const tasksetIn = (root: string): string | undefined =>
  FOLDERS.map((folder) => join(folder, 'taskset')).find((path) => isExecutable(join(root, path)));

/** None where there is no /proc: then nothing is held. */
export function allowedCpus(root: string): number[] {
  try {
    const status = readFileSync(join(root, 'proc/self/status'), 'utf8');
    return parseCpuList(/^Cpus_allowed_list:\s*(\S+)/m.exec(status)?.[1] ?? '');
  } catch {
    return [];
  }
}

/** `0-2,5` (cpuset(7), "List format"). */
export function parseCpuList(list: string): number[] {
  return list.split(',').flatMap((range) => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number);
    return Number.isNaN(first) || range === '' ? [] : Array.from({ length: last - first + 1 }, (_, at) => first + at);
  });
}

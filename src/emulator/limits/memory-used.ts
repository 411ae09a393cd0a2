import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { kilobytesToMegabytes, type Megabytes, megabytes } from '../../units/index.js';
import { HeldPeak } from './held-peak.js';
import type { EnvironmentLimits } from './limits.js';
import { PageFaults } from './page-faults.js';
import { residentsOf, withDescendants } from './residents.js';

const HAS_PROC = existsSync('/proc/self/stat');

/** Pages of 4 KB that were touched for the first time: fewer than these do not show in a figure in MB. */
const FEW_PAGES = 8;

type Asked = Pick<EnvironmentLimits, 'processes' | 'outOfMemoryKills' | 'memory'>;

/**
 * Max Memory Used: the most that all processes of an environment together, the runtime, its children and the extensions,
 * had in memory at one time since the environment began, in MB rounded up, and never more than the memory size. Every
 * page counts once: what a fork shares, and a program that several processes run. Children count that are gone since, and
 * memory that was given back. The page cache counts as far as it is mapped, files in memory count (tmpfs, memfd).
 *
 * What AWS counts is not documented. Its guide says "the maximum memory used across all invocations" of an environment;
 * extensions count (axiomhq/axiom-lambda-extension#48, 2026-07: p99 of one function with and without). The page cache as
 * a whole does not: an empty nodejs24.x function shows 75 MB (maxday/lambda-perf, 40 days of 2026), while the same program
 * on a kernel that has to read it from the disk is charged 104 MB, 95 MB of that as page cache, with 43 MB resident. What
 * is resident fits: 17 MB for Go, 15 for Rust, 34 for Python 3.11 are 9 to 10 MB more than such processes have here, which
 * would be AWS's own supervisor beside them. That is not added here: it is no function's memory.
 *
 * Two sources, as neither sees all. The group's own account (HeldPeak) knows peaks, processes that are gone and what is
 * shared, but a page of a file is charged to whoever read it first, which for the interpreter is somebody else. The
 * processes know what they have mapped, and each its own peak.
 */
export class MemoryUsed {
  readonly #limits: Asked;
  readonly #memorySize: Megabytes;
  readonly #held: HeldPeak | undefined;
  #most = 0;
  /** In kilobytes, at the last look. */
  #files = 0;
  /** Of the largest process at the last look: in a process namespace the runtime is not the process that was started. */
  #pageFaults: PageFaults | undefined;
  #faultsSeen = Number.NEGATIVE_INFINITY;
  #mainPid: number | undefined;

  constructor(limits: Asked, memorySize: Megabytes) {
    this.#limits = limits;
    this.#memorySize = memorySize;
    this.#held = limits.memory === undefined ? undefined : new HeldPeak(limits.memory);
  }

  /**
   * Reads the figure while the processes live. Where neither the group has been charged more than ever nor the largest
   * process has touched new pages there is nothing to find: to know that costs a twentieth of the look, and holds for most
   * warm invocations.
   */
  sample(mainPid: number | undefined): void {
    if (mainPid === undefined) return;
    if (!HAS_PROC) {
      this.#samplePs(mainPid);
      return;
    }
    if (!this.#isQuiet(mainPid)) this.#look(mainPid);
  }

  /** What the processes came to when they are gone. */
  sampleAfterExit(): void {
    if (this.#limits.outOfMemoryKills() > 0) this.#note(this.#memorySize);
    if (this.#held !== undefined) this.#noteKilobytes(this.#held.look() / 1024 + this.#files);
  }

  get isKnown(): boolean {
    return this.#most > 0;
  }

  get value(): Megabytes {
    return megabytes(Math.min(this.#memorySize, Math.max(1, Math.ceil(this.#most))));
  }

  /** When nothing is left to be looked at. */
  close(): void {
    this.#pageFaults?.close();
    this.#pageFaults = undefined;
    this.#held?.close();
  }

  /** Another process in its place is looked at from the beginning. */
  #isQuiet(mainPid: number): boolean {
    if (mainPid !== this.#mainPid || this.#pageFaults === undefined) return false;
    if (this.#pageFaults.count() - this.#faultsSeen >= FEW_PAGES) return false;
    return this.#held?.mayHaveRisen() !== true;
  }

  #look(mainPid: number): void {
    const pids = this.#limits.processes() ?? withDescendants(mainPid);
    const residents = residentsOf(pids, this.#held === undefined);
    const held = this.#held === undefined ? residents.held : this.#held.look() / 1024;
    this.#noteKilobytes(Math.max(residents.peak, held + Math.max(residents.files, this.#files)));
    this.#files = residents.files;
    this.#mainPid = mainPid;
    this.#watch(residents.largest ?? mainPid);
    // Without an account of the group its processes can only be looked at every time.
    const isAlone = this.#held !== undefined || pids.length === 1;
    this.#faultsSeen = isAlone ? (this.#pageFaults?.count() ?? 0) : Number.NEGATIVE_INFINITY;
  }

  #watch(pid: number): void {
    if (this.#pageFaults?.pid === pid) return;
    this.#pageFaults?.close();
    this.#pageFaults = new PageFaults(pid);
  }

  #noteKilobytes(used: number): void {
    this.#note(kilobytesToMegabytes(used));
  }

  #note(used: Megabytes): void {
    this.#most = Math.max(this.#most, used);
  }

  /** Without /proc a process has to be started to ask, so the answer serves the invocations after this one. */
  #samplePs(mainPid: number): void {
    execFile('ps', ['-o', 'rss=', '-p', String(mainPid)], (error, out) => {
      const kilobytes = Number(out?.toString().trim());
      if (error === null && Number.isFinite(kilobytes)) this.#noteKilobytes(kilobytes);
    });
  }
}

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { kilobytesToMegabytes, type Megabytes, megabytes } from '../../units/index.js';
import { withDescendants } from '../proc.js';
import type { EnvironmentLimits } from './limits.js';
import { PageFaults } from './page-faults.js';
import { residentsOf } from './residents.js';

const HAS_PROC = existsSync('/proc/self/stat');

/** Pages of 4 KB that were touched for the first time: fewer than these do not show in a figure in MB. */
const FEW_PAGES = 8;
/** The kernel charges 64 pages at a time, so a peak that is less above the last one says nothing. */
const LITTLE_BYTES = 262_144;

type Asked = Pick<EnvironmentLimits, 'processes' | 'outOfMemoryKills' | 'memory'>;

/**
 * Max Memory Used: the most memory that an environment had at one time since it began, in MB rounded up, and never more
 * than the memory size. It is what the kernel has charged to all processes together, the runtime, its children and the
 * extensions, and every page counts once: shared by a fork or not, given back by now or not, of a process that is gone
 * or not. Files in memory (tmpfs, memfd) count, and so does the page cache of files that a function writes or reads:
 *
 * - AWS's supervisor reports `domain_max_memory_usage_bytes`, beside a figure from the cgroup v1 file cpuacct.usage
 *   (aws-lambda-runtime-interface-emulator, supervisor/model/model.go, 2026-01). "Domain" is the runtime's and the
 *   extensions' cgroup, without AWS's own processes; the file of that name's kind is memory.max_usage_in_bytes.
 * - A function of 8,192 MB that left more in /tmp with each invocation showed 938 MB with 561 MB there, 1,399 with
 *   1,000, and stayed at 1,399 from when /tmp was full (Sparticuz/chromium#231, 2024-02).
 * - It does not fall within an environment: "the maximum memory used across all invocations" (developer guide).
 * - Extensions count (axiomhq/axiom-lambda-extension#48, 2026-07: one function with and without).
 * - Near the limit it says little about an end: of 14,158 invocations at 99 % and more, seven ran out of memory
 *   (a published log analysis, 2026-09). The page cache goes when memory is needed.
 *
 * A page of a file is charged to whoever read it first. On AWS that is the function, in a machine of its own; here the
 * interpreter and the package were read before by others. So what processes have mapped of those is added, each program
 * once. What AWS's own runtime client takes beyond ours is not: an empty nodejs24.x function shows 75 MB there
 * (maxday/lambda-perf, 40 days of 2026) and about 50 here.
 *
 * Where no group is charged, the processes are asked: the peak of the largest, or what all have now, shared pages once.
 */
export class MemoryUsed {
  readonly #limits: Asked;
  readonly #memorySize: Megabytes;
  #most = 0;
  /** Mapped of files that others were charged for, in kilobytes: the most so far, as page cache outlives its reader. */
  #foreign = 0;
  /** Of the group at the last look. */
  #peakSeen = 0;
  /** Of the largest process at the last look: in a process namespace the runtime is not the process that was started. */
  #pageFaults: PageFaults | undefined;
  #faultsSeen = Number.NEGATIVE_INFINITY;
  #mainPid: number | undefined;

  constructor(limits: Asked, memorySize: Megabytes) {
    this.#limits = limits;
    this.#memorySize = memorySize;
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
    this.#noteCharged();
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
    this.#limits.memory?.close();
  }

  /** Another process in its place is looked at from the beginning. */
  #isQuiet(mainPid: number): boolean {
    if (mainPid !== this.#mainPid || this.#pageFaults === undefined) return false;
    if (this.#pageFaults.count() - this.#faultsSeen >= FEW_PAGES) return false;
    return (this.#limits.memory?.peak() ?? 0) - this.#peakSeen < LITTLE_BYTES;
  }

  #look(mainPid: number): void {
    const { memory } = this.#limits;
    const pids = this.#limits.processes() ?? withDescendants(mainPid);
    const residents = residentsOf(pids, memory === undefined);
    this.#noteKilobytes(Math.max(residents.peak, memory === undefined ? residents.held + residents.files : 0));
    if (memory !== undefined) {
      const charged = Math.max(0, memory.mapped() / 1024 - residents.shared);
      this.#foreign = Math.max(this.#foreign, residents.files - charged);
      this.#noteCharged();
    }
    this.#mainPid = mainPid;
    this.#watch(residents.largest ?? mainPid);
    // Without an account of the group several processes can only be looked at every time.
    const isKept = memory !== undefined || pids.length === 1;
    this.#faultsSeen = isKept ? (this.#pageFaults?.count() ?? 0) : Number.NEGATIVE_INFINITY;
  }

  #noteCharged(): void {
    const peak = this.#limits.memory?.peak();
    if (peak === undefined) return;
    this.#peakSeen = peak;
    this.#noteKilobytes(peak / 1024 + this.#foreign);
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

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { kilobytesToMegabytes, type Megabytes, megabytes } from '../../units/index.js';
import type { EnvironmentLimits } from './limits.js';
import { PageFaults } from './page-faults.js';

const HAS_PROC = existsSync('/proc/self/stat');

/** Pages of 4 KB that were touched for the first time: fewer than these do not show in a figure in MB. */
const FEW_PAGES = 8;

type Asked = Pick<EnvironmentLimits, 'processes' | 'outOfMemoryKills' | 'peakBytes'>;

/**
 * Max Memory Used: the sum over the environment's live processes of each one's peak resident set, in MB rounded up, and
 * never more than the memory size. Pages that processes share, the interpreter's code above all, count in each. The
 * figure never falls within an environment, as on AWS, where it spans all its invocations.
 *
 * The group's own counter (memory.max_usage_in_bytes, memory.peak) was rejected: it counts the page cache, so that
 * reading a large file looks like needing a large memory size. It is used only when no process is left to be asked.
 */
export class MemoryUsed {
  readonly #limits: Asked;
  readonly #memorySize: Megabytes;
  #most = 0;
  #pageFaults: PageFaults | undefined;
  /** Of the main process at the last look, if no other was found then. */
  #faultsSeen: number | undefined;

  constructor(limits: Asked, memorySize: Megabytes) {
    this.#limits = limits;
    this.#memorySize = memorySize;
  }

  /**
   * Reads the figure while the processes live. A process alone that has touched no new pages since the last look has no
   * new peak: to find that out costs a tenth of the look, and holds for most warm invocations.
   */
  sample(mainPid: number | undefined): void {
    if (mainPid === undefined) return;
    if (!HAS_PROC) {
      this.#samplePs(mainPid);
      return;
    }
    const faults = this.#pageFaultsOf(mainPid);
    if (this.#faultsSeen !== undefined && faults - this.#faultsSeen < FEW_PAGES) return;
    const pids = this.#limits.processes() ?? [mainPid, ...descendants(mainPid)];
    this.#note(kilobytesToMegabytes(pids.map(peakResidentKilobytes).reduce((sum, it) => sum + it, 0)));
    this.#faultsSeen = pids.length === 1 ? faults : undefined;
  }

  /** What the processes came to when they are gone. */
  sampleAfterExit(): void {
    if (this.#limits.outOfMemoryKills() > 0) this.#note(this.#memorySize);
    const bytes = this.#limits.peakBytes();
    if (this.#most === 0 && bytes !== undefined) this.#note(megabytes(bytes / 1_048_576));
  }

  get isKnown(): boolean {
    return this.#most > 0;
  }

  get value(): Megabytes {
    return megabytes(Math.min(this.#memorySize, Math.max(1, Math.ceil(this.#most))));
  }

  /** When no process is left to be looked at. */
  close(): void {
    this.#pageFaults?.close();
    this.#pageFaults = undefined;
  }

  /** Another process in its place is looked at from the beginning. */
  #pageFaultsOf(mainPid: number): number {
    if (this.#pageFaults?.pid !== mainPid) {
      this.close();
      this.#pageFaults = new PageFaults(mainPid);
      this.#faultsSeen = undefined;
    }
    return this.#pageFaults.count();
  }

  #note(used: Megabytes): void {
    this.#most = Math.max(this.#most, used);
  }

  /** Without /proc a process has to be started to ask, so the answer serves the invocations after this one. */
  #samplePs(mainPid: number): void {
    execFile('ps', ['-o', 'rss=', '-p', String(mainPid)], (error, out) => {
      const kilobytes = Number(out?.toString().trim());
      if (error === null && Number.isFinite(kilobytes)) this.#note(kilobytesToMegabytes(kilobytes));
    });
  }
}

function peakResidentKilobytes(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function descendants(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}

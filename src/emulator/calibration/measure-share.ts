import type { Megabytes } from '../../units/index.js';
import type { Ground } from '../assembly.js';
import { largestFullShareMB } from '../limits/limits.js';
import type { ShareMeasured } from './calibration.js';
import { pressureRatio, readHost } from './host-load.js';
import { type ProbeEnd, runProbe } from './probe.js';
import type { BurnPlan, BurnWord, Spent } from './probes/burn.cjs';
import { burstsOf, stretchesOf } from './trace.js';

/** What one burner found: first at full speed, then under the CPU share of a memory size. */
export interface Burnt {
  readonly rounds: number;
  readonly tasks: readonly Spent[];
  readonly lateMs: readonly number[];
  readonly startMs?: number;
  /** Of the time at full speed. */
  readonly pressureRatio?: number;
  readonly share?: ShareMeasured;
}

export interface BurnOrder {
  readonly memorySize: Megabytes;
  readonly rounds: number;
  readonly sleeps: number;
  /** The share is measured too; its host has so many CPUs. */
  readonly cores?: number;
}

const TASKS = 10;
/** Start, full speed and the hand-over take half a second; a slow machine gets ten times that. */
const GRACE_MS = 5000;

/** A small share is given in few bursts, so it takes longer until it is known as well as a large one. */
const limitedMs = (vcpus: number): number => Math.min(3600, Math.max(1600, 600 / vcpus));

/** The environment's INIT is over when it has run at full speed, so then it is limited, as a function is. */
export async function burn(ground: Ground, order: BurnOrder, signal: AbortSignal): Promise<Burnt> {
  const { memorySize, cores } = order;
  const vcpus = vcpusOf(memorySize);
  const threads = Math.max(1, Math.ceil(vcpus - 0.001));
  const plan: BurnPlan = {
    ...{ rounds: order.rounds, sleeps: order.sleeps, tasks: TASKS },
    ...(cores === undefined ? { threads: 1, limitedMs: 0 } : { threads, limitedMs: limitedMs(vcpus) }),
  };
  const heard = new Hearing(cores !== undefined);
  const end = await runProbe(
    ground,
    {
      ...{ file: 'burn.cjs', args: [JSON.stringify(plan)], memorySize, timeoutMs: plan.limitedMs + GRACE_MS },
      onLine: (line, limits) => heard.take(JSON.parse(line) as BurnWord, () => limits.limitCpu()),
    },
    signal,
  );
  const share: ShareMeasured = { memorySizeMB: memorySize, vcpus, threads, ...heard.limited(end) };
  return { ...heard.full, ...(cores === undefined ? {} : { share }) };
}

/** Lambda's rule; the largest size of a host is rounded down to whole MB, and is not due the rest. */
const vcpusOf = (memorySize: Megabytes): number => memorySize / largestFullShareMB(1);

type Full = Omit<Burnt, 'share'>;
type Limited = Pick<ShareMeasured, 'stretches' | 'burstMs' | 'missing'>;

/** Takes down what a burner says, and does in time what it waits for. */
class Hearing {
  full: Full = { rounds: 0, tasks: [], lateMs: [] };
  readonly #wantsShare: boolean;
  readonly #start = performance.now();
  #host = readHost();
  #startMs: number | undefined;
  #isLate = false;
  #limited: Limited | undefined;

  constructor(wantsShare: boolean) {
    this.#wantsShare = wantsShare;
  }

  take(word: BurnWord, limitCpu: () => void): boolean {
    switch (word.kind) {
      case 'ready':
        this.#startMs = performance.now() - this.#start;
        this.#host = readHost();
        return false;
      case 'full':
        if (this.#wantsShare) limitCpu();
        this.#isLate = Date.now() >= word.limitBy;
        this.full = { ...word, ...this.#startAndPressure() };
        return !this.#wantsShare;
      case 'limited':
        this.#limited = { stretches: stretchesOf(word.moments), burstMs: burstsOf(word.moments) };
        return true;
    }
  }

  limited(end: ProbeEnd): Limited {
    const nothing = { stretches: [], burstMs: [] };
    if (this.#limited === undefined) return { ...nothing, missing: MISSING[end.kind] };
    if (this.#isLate) return { ...nothing, missing: 'the host was too busy to set the limit in time' };
    return this.#limited;
  }

  #startAndPressure(): Pick<Full, 'startMs' | 'pressureRatio'> {
    const pressure = pressureRatio(this.#host, readHost());
    return {
      ...(this.#startMs === undefined ? {} : { startMs: this.#startMs }),
      ...(pressure === undefined ? {} : { pressureRatio: pressure }),
    };
  }
}

const MISSING: Readonly<Record<ProbeEnd['kind'], string>> = {
  answered: 'nothing was said of it',
  timedOut: 'the process did not finish in time',
  aborted: 'it was interrupted',
  exited: 'the process ended before it was done',
};

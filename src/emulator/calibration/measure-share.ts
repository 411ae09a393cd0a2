import type { Megabytes } from '../../units/index.js';
import type { Ground } from '../ground.js';
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
  /** Whether the share is measured, too. */
  readonly withShare: boolean;
  readonly timeoutMs: number;
}

const TASKS = 10;
/** Start, full speed and the hand-over. */
const REST_MS = 700;

/** A small share is given in few bursts, so it takes longer until it is known as well as a large one. */
const limitedMs = (vcpus: number): number => Math.min(3600, Math.max(1600, 600 / vcpus));

/** How long it takes on a machine of today. */
export const costMs = (memorySize: Megabytes): number => REST_MS + limitedMs(vcpusOf(memorySize));

/** The environment's INIT is over when it has run at full speed, so then it is limited, as a function is. */
export async function burn(ground: Ground, order: BurnOrder, signal: AbortSignal): Promise<Burnt> {
  const { memorySize, withShare, rounds, sleeps, timeoutMs } = order;
  const vcpus = vcpusOf(memorySize);
  const plan: BurnPlan = {
    ...{ rounds, sleeps, tasks: TASKS },
    ...(withShare ? { threads: threadsOf(vcpus), limitedMs: limitedMs(vcpus) } : { threads: 1, limitedMs: 0 }),
  };
  const heard = new Hearing(withShare);
  const end = await runProbe(
    ground,
    {
      ...{ file: 'burn.cjs', args: [JSON.stringify(plan)], memorySize, timeoutMs },
      onLine: (line, limits) => heard.take(JSON.parse(line) as BurnWord, () => limits.limitCpu()),
    },
    signal,
  );
  return { ...heard.full, ...(withShare ? { share: { ...unmeasured(memorySize), ...heard.limited(end) } } : {}) };
}

/** @param missing why there is nothing. */
export function unmeasured(memorySize: Megabytes, missing?: string): ShareMeasured {
  const vcpus = vcpusOf(memorySize);
  const nothing = { memorySizeMB: memorySize, vcpus, threads: threadsOf(vcpus), stretches: [], burstMs: [] };
  return missing === undefined ? nothing : { ...nothing, missing };
}

/** What is left of a CPU after whole ones is worth a thread, unless it comes from rounding. */
const threadsOf = (vcpus: number): number => Math.max(1, Math.ceil(vcpus - 0.001));

/** Lambda's rule. */
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

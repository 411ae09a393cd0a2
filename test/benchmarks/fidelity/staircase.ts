import { median } from '../../../src/statistics/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { STAIRCASE_SOURCE, type Stair, stairs } from './aws-staircase.js';
import { CPU_HANDLER, type CpuAnswer, roundsFor } from './cpu-work.js';
import type { Figure, FigureSet } from './figure.js';
import { boundsOf, type Settled, sample, settle } from './figures.js';
import { ObservedBench } from './observed.js';

/**
 * What the handler needs at full speed, outside any quota: so long it took on AWS where nothing throttled it, by its own two
 * time stamps in the same data. Its Duration is 1.2 ms more there, the runtime's part, 17.3 ms in all.
 */
const TASK = milliseconds(16.2);
/** Sizes that take turns. Between two invocations of one the others run, so that its quota has filled up, as on AWS. */
const AT_ONCE = 8;
/** Rounds at most for each invocation that is to be kept: a host that never rests leaves fewer. */
const MOST_ROUNDS = 2;
/** Until the code is compiled, and the emulator's own. */
const WARM_UP = 4;

export interface StaircaseOptions {
  /** Measured invocations a size. */
  readonly invocations?: number;
  /** Folder with `aws-cpu-staircase.csv`; without it a few of its sizes are measured. */
  readonly sharedData?: string;
}

/** Median Duration of the same CPU work at each memory size, through the emulator, beside AWS's. */
export async function measureStaircase({ invocations = 21, sharedData }: StaircaseOptions = {}): Promise<FigureSet> {
  const all = stairs(sharedData);
  const rounds = await roundsFor(TASK);
  const observed = await ObservedBench.start();
  try {
    const figures: Figure[] = [];
    const disturbed: string[] = [];
    const cpuTimes: number[] = [];
    const turns = Math.ceil(all.length / AT_ONCE);
    for (let turn = 0; turn < turns; turn++) {
      // Neighbours are measured minutes apart, so that a bad moment of the host's makes no step.
      const some = all.filter((_, index) => index % turns === turn);
      const settled = await measureTogether(observed, some, { rounds, invocations, cpuTimes });
      figures.push(...settled.figures);
      disturbed.push(...settled.disturbed);
    }
    figures.sort((a, b) => a.memorySizeMB - b.memorySizeMB);
    return {
      title: 'CPU staircase',
      source: STAIRCASE_SOURCE,
      figures,
      bounds: boundsOf(
        figures,
        [0.5, 'median relative error of the median Duration over the sizes', 0.08],
        [0.9, '90th percentile of it', 0.15],
      ),
      disturbed: [...disturbed, ...observed.whyDisturbed],
      notes: [...cpuText(cpuTimes), observed.leftOutText],
    };
  } finally {
    await observed.bench.close();
  }
}

interface Run {
  readonly rounds: number;
  readonly invocations: number;
  /** What each invocation has used is added here. */
  readonly cpuTimes: number[];
}

async function measureTogether(observed: ObservedBench, some: readonly Stair[], run: Run): Promise<Settled> {
  const { bench } = observed;
  const nameOf = (it: Stair): string => `stair-${it.memorySizeMB}`;
  const durations = new Map<Stair, number[]>(some.map((it) => [it, []]));
  for (const it of some) await bench.create(nameOf(it), { 'index.js': CPU_HANDLER }, { MemorySize: it.memorySizeMB });
  const isLacking = (): boolean => [...durations.values()].some((measured) => measured.length < run.invocations);
  for (let round = -WARM_UP; round < run.invocations * MOST_ROUNDS && isLacking(); round++) {
    // Who has enough goes on, so that the others' pace stays what it was.
    for (const [it, measured] of durations) {
      const answer = await observed.measure(nameOf(it), { rounds: run.rounds });
      if (round < 0 || answer === undefined || measured.length >= run.invocations) continue;
      measured.push(answer.report.durationMs);
      run.cpuTimes.push((answer.payload as CpuAnswer).cpuMs);
    }
  }
  await Promise.all(some.map((it) => bench.delete(nameOf(it))));
  return settle(
    [...durations].map(([{ memorySizeMB, duration }, values]) => ({
      about: { name: 'Duration of 17 ms of CPU', unit: 'ms', memorySizeMB },
      values,
      aws: duration,
    })),
  );
}

function cpuText(cpuTimes: readonly number[]): string[] {
  if (cpuTimes.length === 0) return [];
  const cpu = median(sample(cpuTimes)).toFixed(2);
  return [`the handler: ${TASK} ms of CPU outside any quota; inside, the median invocation's used ${cpu} ms`];
}

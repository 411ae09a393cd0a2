import { type Megabytes, megabytes, milliseconds } from '../../../src/units/index.js';
import { CPU_HANDLER, type CpuAnswer, roundsFor } from './cpu-work.js';
import type { FigureSet } from './figure.js';
import { boundsOf, settle } from './figures.js';
import { kept, ObservedBench } from './observed.js';

/** Long tasks, in which the steps of the staircase are lost. */
const TASK = milliseconds(300);
const ONE_VCPU = megabytes(1769);
const ONE_THREAD = [megabytes(256), megabytes(512), megabytes(1024), ONE_VCPU];
const TWO_THREADS = [megabytes(512), megabytes(1024), ONE_VCPU, megabytes(2654), megabytes(3538)];
const REPEATS = 5;
const ALLOWED = 0.03;

/**
 * Duration of a long task over its CPU time x 1,769 / memory size, on one thread and on two, beside the rule that AWS keeps
 * within 0.3 %. The CPU time is what each invocation has itself used: a machine's speed changes from minute to minute.
 */
export async function measureThreads(): Promise<FigureSet> {
  const observed = await ObservedBench.start();
  try {
    const rounds = await roundsFor(TASK);
    const { hostCores } = observed.bench.emulator.facts;
    const scalings: Scaling[] = [];
    for (const size of ONE_THREAD) scalings.push(await scaling(observed, { size, threads: 1, rounds }));
    for (const size of TWO_THREADS) {
      if (size / ONE_VCPU <= hostCores) scalings.push(await scaling(observed, { size, threads: 2, rounds }));
    }
    const { figures, disturbed } = settle(scalings);
    return {
      title: 'CPU share of long tasks',
      source: 'memory / 1,769 MB of one vCPU (Lambda quotas page, read 2026-10); AWS keeps to it within 0.3 %',
      figures,
      bounds: boundsOf(figures, [1, 'largest error', ALLOWED]),
      disturbed: [...disturbed, ...observed.whyDisturbed],
      notes: [
        `each thread computes for ${TASK} ms at full speed; a thread alone has one vCPU at most`,
        observed.leftOutText,
      ],
    };
  } finally {
    await observed.bench.close();
  }
}

interface Case {
  readonly size: Megabytes;
  readonly threads: 1 | 2;
  readonly rounds: number;
}

type Scaling = Parameters<typeof settle>[0][number];

async function scaling(observed: ObservedBench, { size, threads, rounds }: Case): Promise<Scaling> {
  const { bench } = observed;
  const name = `threads-${threads}-${size}`;
  await bench.create(name, { 'index.js': CPU_HANDLER }, { MemorySize: size, Timeout: 60 });
  // Compiles the code and starts the threads.
  for (let turn = 0; turn < 3; turn++) await bench.invoke(name, { rounds: Math.round(rounds / 10), threads });
  const ratios = await kept(REPEATS, async () => {
    const answer = await observed.measure(name, { rounds, threads });
    if (answer === undefined) return undefined;
    const { cpuMs } = answer.payload as CpuAnswer;
    return answer.report.durationMs / (cpuMs / Math.min(size / ONE_VCPU, threads));
  });
  await bench.delete(name);
  const what = threads === 1 ? 'one thread' : 'two threads';
  const about = { name: `Duration over CPU time / share, ${what}`, unit: 'ratio', memorySizeMB: size } as const;
  return { about, values: ratios, aws: 1 };
}

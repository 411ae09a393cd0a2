import { median, sampleOf } from '../../../src/statistics/index.js';
import { megabytes } from '../../../src/units/index.js';
import { Bench } from '../../emulator/harness.js';
import type { Bound, Figure, FigureSet } from './figure.js';
import { ALLOCATIONS, type AllocationCase } from './memory/cases.js';
import { NODE_WORK } from './memory/node-work.js';
import { PYTHON_WORK } from './memory/python-work.js';

/** It is counted, not timed: more would say the same. */
const REPEATS = 3;
/** What the issue allows: the larger of the two. */
const ALLOWED_MB = 4;
const ALLOWED_RATIO = 0.05;
/** Of an empty function: medians of 40 days on AWS (maxday/lambda-perf, 2026). */
const EMPTY_ON_AWS = { 'nodejs24.x': 75, 'python3.13': 38 } as const;

/**
 * Max Memory Used through the emulator, against what a function has allocated. The same work is done with nothing to
 * allocate as well, in an environment of its own: the difference is the allocation's, and what a child or a thread takes
 * for itself is in neither.
 */
export async function measureMemory(): Promise<FigureSet> {
  const bench = await Bench.start();
  try {
    const figures = [];
    for (const runtime of ['nodejs24.x', 'python3.13'] as const) figures.push(await emptyFigure(bench, runtime));
    const allocations = [];
    for (const it of ALLOCATIONS) allocations.push(await allocationFigure(bench, it));
    return {
      title: 'Max Memory Used',
      source: 'the allocations are known; of empty functions AWS shows the figures of maxday/lambda-perf',
      figures: [...figures, ...allocations],
      bounds: [boundOf(allocations)],
      notes: [
        'Allocations are growth over the same work without one; page cache of written files counts, as on AWS.',
        "An empty function takes less here: AWS's runtime clients are larger than the emulator's.",
      ],
    };
  } finally {
    await bench.close();
  }
}

let made = 0;

/** In an environment of its own. @returns what was taken and what Max Memory Used says. */
async function run(bench: Bench, { runtime, way, n, memorySize }: AllocationCase): Promise<[number, number]> {
  made += 1;
  const name = `memory-${made}`;
  const source = runtime === 'nodejs24.x' ? NODE_WORK : PYTHON_WORK;
  await bench.create(name, source, { Runtime: runtime, MemorySize: memorySize, Timeout: 120 });
  const { payload, functionError, report } = await bench.invoke(name, { way, n });
  if (functionError !== undefined) throw new Error(`${way}: ${JSON.stringify(payload)}`);
  return [Number(payload), report.maxMemoryUsedMB];
}

async function allocationFigure(bench: Bench, it: AllocationCase): Promise<Figure> {
  const grown: number[] = [];
  const taken: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const [, without] = await run(bench, { ...it, n: 0 });
    const [megabytesTaken, used] = await run(bench, it);
    grown.push(used - without);
    taken.push(megabytesTaken);
  }
  const family = it.runtime.startsWith('nodejs') ? 'Node.js' : 'Python';
  return figureOf(`${family}: ${it.way}, ${it.n} MB`, it.memorySize, grown, middle(taken));
}

async function emptyFigure(bench: Bench, runtime: AllocationCase['runtime']): Promise<Figure> {
  const memorySize = megabytes(512);
  const [, used] = await run(bench, { runtime, way: 'nothing', n: 0, memorySize });
  return figureOf(`empty ${runtime} function`, memorySize, [used], EMPTY_ON_AWS[runtime]);
}

function figureOf(name: string, memorySizeMB: Figure['memorySizeMB'], values: number[], aws: number): Figure {
  const it = { name, unit: 'MB', memorySizeMB, n: values.length, median: middle(values), aws } as const;
  return aws === 0 ? it : { ...it, error: it.median / aws - 1 };
}

function middle(values: readonly number[]): number {
  const sample = sampleOf([...values]);
  if (sample === undefined) throw new Error('nothing was measured');
  return median(sample);
}

function boundOf(figures: readonly Figure[]): Bound {
  const beyond = figures.filter(({ median: grown, aws = 0 }) => {
    return Math.abs(grown - aws) > Math.max(ALLOWED_MB, aws * ALLOWED_RATIO);
  });
  const name = `allocations that are off by more than ${ALLOWED_MB} MB and ${ALLOWED_RATIO * 100} %`;
  return { name, value: beyond.length, limit: 0, isMet: beyond.length === 0 };
}

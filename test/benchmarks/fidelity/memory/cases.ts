import { type Megabytes, megabytes } from '../../../../src/units/index.js';

export interface AllocationCase {
  readonly runtime: 'nodejs24.x' | 'python3.13';
  readonly way: string;
  readonly n: number;
  readonly memorySize: Megabytes;
}

const cases = (runtime: AllocationCase['runtime'], rows: readonly [string, number, number][]): AllocationCase[] =>
  rows.map(([way, n, memorySize]) => ({ runtime, way, n, memorySize: megabytes(memorySize) }));

export const ALLOCATIONS: readonly AllocationCase[] = [
  ...cases('nodejs24.x', [
    ['buffer', 8, 128],
    ['buffer', 64, 128],
    ['buffer', 100, 512],
    ['buffer', 2500, 3008],
    ['buffer, given back', 100, 512],
    ['buffer, never touched', 300, 512],
    ['typed array', 200, 1024],
    ['heap', 100, 512],
    ['worker thread, gone', 100, 512],
    ['child, gone', 100, 512],
    ['file in /tmp, written', 200, 1024],
    ['file in /tmp, read twice, removed', 200, 1024],
  ]),
  ...cases('python3.13', [
    ['allocated', 100, 512],
    ['given back', 100, 512],
    ['anonymous mapping', 100, 512],
    ['shared by three forks', 100, 512],
    ['fork that writes', 100, 512],
    ['three children at once', 50, 512],
    ['three children in turn', 100, 512],
    ['ten threads', 100, 512],
    ['file in memory', 100, 512],
    ['mapped file', 100, 512],
  ]),
];

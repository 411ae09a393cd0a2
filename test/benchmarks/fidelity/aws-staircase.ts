import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Megabytes, type Milliseconds, megabytes, milliseconds } from '../../../src/units/index.js';

/** AWS's median Duration of a task of 17 ms of CPU at one memory size. */
export interface Stair {
  readonly memorySizeMB: Megabytes;
  readonly duration: Milliseconds;
}

export const STAIRCASE_SOURCE =
  'median Duration of 5,000 invocations a size, April 2025, x86: ubc-cirrus-lab/demystifying-serverless-costs, ' +
  'dataset/cpu_overallocation (MIT licence), EuroSys 26';

/** A few of them, for where the whole is not at hand: two or more on each of the wider steps, none on an edge. */
const SOME: readonly (readonly [number, number])[] = [
  [128, 221.14],
  [169, 162.02],
  [222, 121.91],
  [257, 102.14],
  [310, 81.93],
  [399, 61.87],
  [452, 61.575],
  [558, 41.71],
  [611, 41.55],
  [805, 21.59],
  [876, 21.44],
  [1000, 21.48],
  [1106, 21.39],
  [1230, 21.41],
  [1460, 17.31],
  [1849, 17.34],
];

export function stairs(sharedData: string | undefined): readonly Stair[] {
  const rows = sharedData === undefined ? SOME : rowsOf(join(sharedData, 'aws-cpu-staircase.csv'));
  return rows.map(([memorySize, duration]) => ({
    memorySizeMB: megabytes(memorySize),
    duration: milliseconds(duration),
  }));
}

/** `128,5000,216.94,221.14,…`: memory_mb, n, p10, median, and more that is not needed here. */
function rowsOf(file: string): (readonly [number, number])[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => /^\d/.test(line))
    .map((line) => {
      const [memorySize, , , median] = line.split(',').map(Number);
      return [memorySize ?? Number.NaN, median ?? Number.NaN] as const;
    });
}

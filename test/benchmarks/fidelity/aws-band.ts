import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How AWS's Durations of the task spread at one memory size, in milliseconds. */
export interface Band {
  readonly memorySizeMB: number;
  readonly p10: number;
  readonly median: number;
  readonly p90: number;
}

/** @param csv `128,5000,216.94,221.14,240.47,…`: memory_mb, n, p10, median, p90. */
export const bandOf = (csv: string): Band[] =>
  csv
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => {
      const [memorySizeMB = 0, , p10 = 0, median = 0, p90 = 0] = line.split(',').map(Number);
      return { memorySizeMB, p10, median, p90 };
    });

/** Of the file that the staircase is held to; empty where it is not at hand. */
export const awsBand = (sharedData: string | undefined): Band[] =>
  sharedData === undefined ? [] : bandOf(readFileSync(join(sharedData, 'aws-cpu-staircase.csv'), 'utf8'));

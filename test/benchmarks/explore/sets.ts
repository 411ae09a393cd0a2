import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ReadOptions, type RecordedCurves, readCurves } from '../../../src/explore/index.js';
import { shapes } from './shapes.js';

/** One file of recorded durations, by a short name; without a file the curves that are made here. */
export interface BenchSet {
  readonly name: string;
  readonly path?: string;
  /** What a run may make where nothing else is asked for. */
  readonly mostInvocations: number;
}

/**
 * Runs that end at 28 make 25 on average, as some are decided earlier: what the issue allows for an average curve. It allows
 * 40 for the staircase. A curve whose sizes differ by less than the regret that is allowed could go on for a thousand.
 */
const MOST = 28;
const MOST_OF_STAIRCASE = 40;

/** Every set of the shared data, AWS's staircase as a set of one curve, and what nobody has recorded. */
export function benchSets(sharedData: string): BenchSet[] {
  const tuning = join(sharedData, 'tuning');
  const files = readdirSync(tuning).filter((file) => file.endsWith('.csv'));
  return [
    ...files
      .sort()
      .map((file) => ({ name: file.replace(/(-means)?\.csv$/, ''), path: join(tuning, file), mostInvocations: MOST })),
    { name: 'staircase', path: join(sharedData, 'aws-cpu-staircase.csv'), mostInvocations: MOST_OF_STAIRCASE },
    { name: 'shapes', mostInvocations: MOST },
  ];
}

/** How far single invocations lie apart where a set has means alone: between 1 % of a loop and 40 % of a busy network. */
export const BENCH_NOISE = 0.05;

export function curvesOf({ path }: BenchSet, options: ReadOptions): RecordedCurves {
  if (path !== undefined) return readCurves(readFileSync(path, 'utf8'), path, options);
  const isPlain = options.coldStarts !== true && options.bothArchitectures !== true;
  const leftOut = { tooFewSizes: 0, noColdStarts: 0, oneArchitecture: 0 };
  return { curves: isPlain ? shapes() : [], leftOut, emptyRows: 0 };
}

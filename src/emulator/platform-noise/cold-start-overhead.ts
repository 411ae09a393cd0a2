import { type Milliseconds, milliseconds } from '../../units/index.js';
import { type Quantiles, uniform, valueAt } from './draw.js';
import type { SimulatedPart } from './simulated.js';

/**
 * What passes on AWS between the arrival of an invocation that finds no environment and the start of INIT: placing it,
 * starting a microVM, fetching and unpacking the code. In milliseconds, whole ones as timers have no finer ones.
 *
 * Source: AWS X-Ray segments of 75 cold starts of one Rust function (a zip of a few MB, 128 MB, eu-west-1, 2021-01-03;
 * codetalkio/patterns-serverless-rust-minimal@366d368, benchmark/response-times.md, the first 75 cold rows at 128 MB).
 * Each is the segment's time less Initialization, Invocation and 6.5 ms, the median of the warm segments less their
 * Invocation: AWS's front end, which warm invocations have too. These are the quantiles of the 75 values, no fit.
 */
const QUANTILES: Quantiles = [
  [0, 51.6],
  [0.05, 57.1],
  [0.1, 60],
  [0.25, 64.4],
  [0.5, 71.4],
  [0.75, 79.8],
  [0.9, 88.7],
  [0.95, 92.3],
  [0.99, 131.6],
  [1, 143.1],
];

/** @param n the how manieth environment it is. */
export const coldStartOverhead = (seed: number, n: number): Milliseconds =>
  milliseconds(Math.round(valueAt(QUANTILES, uniform(seed, 'coldStart', n))));

export const coldStartPart: SimulatedPart = {
  name: 'coldStart',
  affects: 'latency of cold starts alone: it passes before INIT, in no Duration and on no bill',
  parameters: { package: 'zip', median: '71.4 ms', p90: '88.7 ms', largest: '143.1 ms', n: '75' },
  source: 'X-Ray segments, codetalkio/patterns-serverless-rust-minimal@366d368',
  measured: '2021-01',
  certainty: 'one small zip function of one account: the least that any package takes, not what a large one does',
};

/**
 * Why package size and type do not move it. Published cold starts by size (mikhail.io: 0.2 s for 1 KB, 1.7 s for 14 MB,
 * 3.9 s for 35 MB, 2019; of images 0.8 s whether 100 MB or 5 GB, 2021-01) are what a client waits, INIT included. The
 * emulator runs the function's own INIT, so taking them over would count it twice, and no source tells them apart.
 */
export const COLD_START_LEFT_OUT: readonly string[] = [
  'what a larger zip takes to be fetched and unpacked: published only together with INIT, which is run here for real',
  'image pull and lazy loading: images are not run here',
];

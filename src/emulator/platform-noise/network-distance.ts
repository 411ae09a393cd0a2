import { type Milliseconds, milliseconds } from '../../units/index.js';
import { type Quantiles, uniform, valueAt } from './draw.js';
import type { SimulatedPart } from './simulated.js';

/** Both ways together, where nothing is said: the distance of the client whose latencies these figures are. */
export const DEFAULT_DISTANCE = milliseconds(50);

/**
 * AWS's front end (authorisation, placement) on a warm invocation: X-Ray segments less Invocation, 4.5 to 6.5 ms
 * (codetalkio/patterns-serverless-rust-minimal@366d368, 2021-01-03); so the shortest latency below is 50 ms of way.
 */
const FRONT_END = milliseconds(5);

/**
 * What a warm invocation takes beyond that, in milliseconds: latency less Duration as a client saw them, less the
 * shortest of all, 55.1 ms. Quantiles of 62 invocations in a row, the first 30 or so of two batches of
 * ubc-cirrus-lab/demystifying-serverless-costs@89d961c, dataset/cpu_overallocation/aws/MEM1000_BATCH0 and BATCH5 (MIT,
 * EuroSys'26, 2025-04-25), from their Invocation and Response Timestamp.
 */
const JITTER: Quantiles = [
  [0, 0],
  [0.1, 0.8],
  [0.25, 1.8],
  [0.5, 2.9],
  [0.75, 4.7],
  [0.9, 8.2],
  [0.95, 10.9],
  [0.99, 16.9],
  [1, 59.3],
];

/** The client's way to the region and back, and AWS's front end, in whole milliseconds. @param n the how manieth invocation. */
export const networkTime = (seed: number, n: number, distance: Milliseconds): Milliseconds =>
  milliseconds(Math.round(distance + FRONT_END + valueAt(JITTER, uniform(seed, 'network', n))));

export const networkPart = (distance: Milliseconds): SimulatedPart => ({
  name: 'network',
  affects: 'latency of every invocation alone',
  parameters: {
    distance: `${distance} ms`,
    'front end': `${FRONT_END} ms`,
    'jitter median': '2.9 ms',
    'jitter p90': '8.2 ms',
    n: '62',
  },
  source: 'latency less Duration of warm invocations, ubc-cirrus-lab/demystifying-serverless-costs@89d961c',
  measured: '2025-04',
  certainty: 'the jitter of one client’s path; connections are taken as open, as SDKs keep them',
});

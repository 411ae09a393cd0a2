export type { LiveFailure } from './failure-counts.js';
export { intendedPerSecond, plannedMs } from './intention.js';
export type { LatencyBucket, LivePercentile } from './latency-histogram.js';
export type { LiveCost } from './live-cost.js';
export type { LiveArmFigures } from './live-figures.js';
export { LiveLoad, type LiveLoadFigures } from './live-load.js';
export type { Stretch } from './timeline.js';

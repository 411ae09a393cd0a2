export * from './decision-schema.js';
export * from './list-price.js';
export * from './model.js';
export * from './observation.js';
export * from './outlook.js';
export * from './problem.js';
export * from './regret.js';
export * from './standing.js';
export { throttledDurationMs } from './throttled-duration.js';

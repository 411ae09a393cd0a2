export * from './decision-schema.js';
export * from './list-price.js';
export * from './observation.js';
export * from './problem.js';
export * from './regret.js';
